"""SPARQL 1.1 over HTTP for anybody: every query runs in a process that can be killed and can reach nothing.

route.py    HTTP request -> job -> HTTP response     engine.py   job -> reply, inside a worker
pool.py     jobs -> workers, with a deadline         zygote.py   the process that forks the workers
clients.py  how much each client may ask             jail.py     what a worker may not do
wire.py     how jobs and replies travel              update.py   the dataset parameters of an update
request.py  what a request asks for                  kept.py     answers that need no worker
forms.py    media types, and the engine's names
"""
