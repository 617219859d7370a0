"""Record ⇄ database."""

from sourcebook.store.pages import Batch, DatedRead, PageRead, Settled, StoredPage, page_key
from sourcebook.store.search import Hit
from sourcebook.store.store import DATABASE, PAGE, Store

__all__ = ["DATABASE", "PAGE", "Batch", "DatedRead", "Hit", "PageRead", "Settled", "Store", "StoredPage", "page_key"]
