"""SPARQL 1.1 over HTTP for anybody: every query runs in a process that can be killed and can reach nothing.

route.py    HTTP request -> job -> HTTP response     engine.py   job -> reply, inside a worker
pool.py     jobs -> workers                          worker.py   a worker, its job and their deadline
clients.py  how much each client may ask             processes.py  workers begun and ended
wire.py     how jobs and replies travel              zygote.py   the process that forks the workers
request.py  what a request asks for                  jail.py     what a worker may not do
forms.py    media types, and the engine's names      update.py   the dataset parameters of an update
kept.py     answers that need no worker
"""
