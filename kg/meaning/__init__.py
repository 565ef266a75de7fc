"""cells -> meaning: what the words of one cell say (departments, clauses, contacts, steps). Pure functions of text.

The duties of a catalogue print the same words again and again, so each text is read once.

duty.py              an item -> the duty, all its cells understood
titles.py            the body that a document's title names
departments.py       who acts, in which role
beside.py            two of them that stand as one, one in brackets behind the other
offices.py           the departments that a sentence says the body has
bases.py             the legal bases that a cell cites
clauses.py           条, 款, 项, 目 among them
numerals.py          numbers, in Chinese or in digits
document_numbers.py  numbers of documents (文号)
conduct.py           boundary, matters of other bodies, steps, meetings, documents
contacts.py          mailboxes and telephones
pointers.py          words that only point elsewhere, values that a spreadsheet failed to work out
bounds.py            how much a cell may say
cutting.py           cutting outside of titles and quotes
"""

from kg.meaning.bases import is_citation as is_citation
from kg.meaning.bases import legal_bases as legal_bases
from kg.meaning.beside import beside as beside
from kg.meaning.bounds import bounded as bounded
from kg.meaning.clauses import clause_label as clause_label
from kg.meaning.conduct import approvers as approvers
from kg.meaning.conduct import boundary as boundary
from kg.meaning.conduct import documents as documents
from kg.meaning.conduct import matters as matters
from kg.meaning.conduct import sides as sides
from kg.meaning.conduct import steps as steps
from kg.meaning.contacts import contacts as contacts
from kg.meaning.contacts import suspect as suspect
from kg.meaning.departments import departments as departments
from kg.meaning.departments import is_body as is_body
from kg.meaning.departments import is_department as is_department
from kg.meaning.departments import mentioned as mentioned
from kg.meaning.departments import roles_alone as roles_alone
from kg.meaning.duty import by_kind as by_kind
from kg.meaning.duty import duty as duty
from kg.meaning.duty import printed_name as printed_name
from kg.meaning.duty import shares as shares
from kg.meaning.duty import subitem as subitem
from kg.meaning.numerals import arabic as arabic
from kg.meaning.offices import offices as offices
from kg.meaning.offices import others as others
from kg.meaning.pointers import is_pointer as is_pointer
from kg.meaning.titles import titled as titled
