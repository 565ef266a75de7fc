"""text -> how numbers are compared and put in order: A 比 B 多牵头几项, 从多到少."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon

_MORE = re.compile("(?<![最几])(?P<sign>[多少])(?=[\u4e00-\u9fff\0]{0,5}?(?:几|多少)(?:[项条个件种部款]|[?。]?$))")
_ORDER = re.compile(
    "(?:请)?(?:按|依)?(?:照)?(?:其)?(?:事项数|数量|项数|个数|数目|多少)?(?:从|由|自)(?P<down>多到少|高到低|大到小|多至少)|(?:从|由|自)(?:少到多|低到高|小到大|少至多)|(?P<falling>降序)|升序"
)
_ONCE = re.compile(
    "(?:的)?重复(?:出现)?的?(?:也)?(?:只|都只|仅)?(?:算|计|统计)(?:一次|一项|一遍|1次)|重复的?(?:不计|不算|不重复计算)|不重复(?:计算|统计)|去重(?:后)?(?:计)?"
)
_STANDS = "(?:排|列|放|位|摆)(?:在|于)?(?:目录|清单)?(?:里|中|的)?"
_ONE = "(?=一?[项条]|的?[那这]一?[项条]|的(?:职[责权]|权力|事项)(?!数|类|最)|的(?:行政)?(?:许可|处罚|强制|征收|给付|检查|确认|奖励|裁决)|的?(?:是)?哪一?[项条])"
_PLACED = re.compile(f"{_STANDS}(?:(?P<last>最后面?|最末尾?|末尾|最靠后)|最前面?|最靠前|首位|第[一1]){_ONE}")
_BEHIND = re.compile("(?:的?顺序|地)?(?:来)?(?:排列|排序|排一排|排一下|排|列一下|列出来|列出)?")


def find(text: str, _: Lexicon) -> Iterator[Found]:
    """("sign", "more-by" or "less-by", …) behind 比; ("sorted", "desc" or "asc", …); ("sign", "last" or "first", …) of one duty."""
    for match in _ORDER.finditer(text):
        end = match.end() + len((_BEHIND.match(text, match.end()) or match)[0])
        yield "sorted", "desc" if match["down"] or match["falling"] else "asc", match.start(), end
    for match in _ONCE.finditer(text):
        yield "filler", "words", match.start(), match.end()  # every list and number is of different things
    for match in _PLACED.finditer(text):
        yield "sign", "last" if match["last"] else "first", match.start(), match.end()  # 社会事务科排最后的那项
    at = text.find("比")
    for match in _MORE.finditer(text, at) if at > 0 else ():
        yield "sign", "more-by" if match["sign"] == "多" else "less-by", match.start(), match.end()
