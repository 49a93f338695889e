"""A time-stamping authority on this computer, with a certificate of its own: openssl answers, we carry."""

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[req]
distinguished_name = name
prompt = no
[name]
CN = Invented stamps
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


class Authority:
    """``with Authority(folder) as tsa``: ``tsa.address`` answers, ``tsa.root`` is its root certificate."""

    def __init__(self, folder: Path):
        self.folder, self.root, self.asked = folder, folder / "root.pem", []
        self.broken = False
        folder.mkdir(exist_ok=True)
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "tsa.cnf")
        self.openssl("req", "-x509", *new, "-keyout", "root.key", "-out", "root.pem", "-days", "30",
                     "-subj", "/CN=Invented root", "-extensions", "root")  # fmt: skip
        self.openssl("req", *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Invented stamps")
        self.openssl("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-out", "tsa.pem",
                     "-days", "30", "-extfile", "tsa.cnf", "-extensions", "stamps", "-set_serial", "7")  # fmt: skip

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def answer(self, query):
        self.asked.append(query)
        (self.folder / "query.tsq").write_bytes(query)
        self.openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "one", "-queryfile", "query.tsq", "-inkey",
                     "tsa.key", "-signer", "tsa.pem", "-out", "reply.tsr")  # fmt: skip
        reply = (self.folder / "reply.tsr").read_bytes()
        return reply[:-9] + b"brokenbit" if self.broken else reply

    def __enter__(self):
        house = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                reply = house.answer(body)
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/tsr"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
