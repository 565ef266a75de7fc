"""Where people complain: telephones of every form, and the numbers that are no telephones."""

from __future__ import annotations

import re

import pytest

import ontology
from kg import meaning

PHONES = {
    "监督电话：0571-68219300转806": ["0571-68219300转806"],
    "电话：(0571)68219300 转 8012": ["(0571)68219300转8012"],
    "电话：（0571）68219300": ["(0571)68219300"],
    "投诉电话：68219300，68219301-806": ["68219300", "68219301-806"],
    "电话：68219300分机806": ["68219300分机806"],
    "96111转8": ["96111转8"],
    "400-820-8820转1": ["400-820-8820转1"],
    "供水服务热线：96390": ["96390"],
    "客服95598、95306": ["95598", "95306"],
    "举报热线：12314（水利）、12388（纪检）": ["12314", "12388"],
    "报警电话110、119": ["110", "119"],
    "电话：68219300、110": ["68219300", "110"],
    "监督电话：+86-571-68219300": ["+86-571-68219300"],
    "手机：+86 138 0013 8000": ["+8613800138000"],
    "手机：138-0013-8000": ["138-0013-8000"],
    "电话：6821 9300": ["68219300"],
    "电话：0571 - 6821 9300": ["0571-68219300"],
    "监督电话：0571—68219300": ["0571-68219300"],
    "监督电话：０５７１－６８２１９３００": ["0571-68219300"],
    "监督电话：68219300、301": ["68219300", "68219301"],
    "监督电话：0571-68219300/01/02": ["0571-68219300", "0571-68219301", "0571-68219302"],
    "监督电话：0571-68219300、68219301": ["0571-68219300", "68219301"],
    "监督电话：68219300；传真：68219399": ["68219300"],
    "值班电话：0571-68219110（24小时）、传真：0571-68219111": ["0571-68219110"],
    "电话：68219300，68219399（传真）": ["68219300"],
    "电话/传真：68219300": ["68219300"],
    "电话（传真）：68219300": ["68219300"],
    "传真：68219398、68219399；电话：68219300": ["68219300"],
    "地址：滨河路66号水务大厦3楼（310012）": [],
    "地址：滨河路66号，邮编：310012，电话：68219300": ["68219300"],
    "微信公众号“清江水务”，QQ：123456789，电话：68219300": ["68219300"],
    "微信：qjsw_2020，手机（微信同号）：13800138000": ["13800138000"],
    "网址：http://www.yunxi.gov.cn/68219300/a.html": [],
    "受理时间2023年6月1日至2024年5月31日8:30-17:30，电话68219300": ["68219300"],
    "信访室（3楼302室），电话：68219302": ["68219302"],
    "12345人工服务": ["12345"],
    "电话：0571-68219300-68219301": ["0571-68219300", "68219301"],
    "TEL0571-68219300": ["0571-68219300"],
    "热线：0571-12345": ["0571-12345"],
    "4008-208-820": ["4008-208-820"],
    "短号：668301": ["668301"],
    "工号00123，电话68219300": ["68219300"],
}


@pytest.mark.parametrize(("cell", "phones"), PHONES.items())
def test_telephones(cell: str, phones: list[str]) -> None:
    """Extensions, service lines and continued numbers are kept; what is no telephone neither becomes one nor is reported as a bad one."""
    assert list(meaning.contacts(cell).phones) == phones
    assert meaning.suspect(cell) == ""


def test_the_shape_accepts_what_is_read() -> None:
    """No telephone that the reading of a cell gives is a result of the shapes."""
    pattern = re.search('cv:telephone ; sh:pattern "([^"]+)"', ontology.turtle("shapes").decode())
    assert pattern
    assert not [phone for phones in PHONES.values() for phone in phones if not re.search(pattern[1], phone)]


@pytest.mark.parametrize(
    ("cell", "odd"),
    [
        ("电话：1386719OO22", "1386719OO22"),
        ("电话：6821930", ""),
        ("电话：682193", "682193"),
        ("信箱：qjsw@yunxi", "qjsw@yunxi"),
        ("信箱：qjsw@yunxi,cn　电话：0578-682193", "qjsw@yunxi、0578-682193"),
    ],
)
def test_what_is_none_is_reported(cell: str, odd: str) -> None:
    """A number with letters in it or digits missing, and a mailbox without a domain, are named."""
    assert meaning.suspect(cell) == odd


@pytest.mark.parametrize(
    "cell",
    [
        "补助标准为每户96000元",
        "执行GB 5749-2022标准",
        "2019-2020年度考核",
        "接到报警后处置110指令",
        "全年完成95000件",
        "编制5000000元预算",
    ],
)
def test_figures_of_other_cells_are_no_contacts(cell: str) -> None:
    """Sums, standards and years have the digits of telephones and are none."""
    assert meaning.contacts(cell).phones == ()
