#!/usr/bin/env python3
"""Checks a proof made by `saksi prove` with nothing of Saksi: python3 verify.py PROOF [KEY...]   (needs: pip install pynacl)

A proof shows that somebody's key signed an entry with these fields and that the entry is in the log that a checkpoint signs.
KEY: the keys (hexadecimal) of those who may have signed; get them from the people themselves, not from where the proof came from.
"""
import base64, hashlib, struct, sys
from nacl.signing import VerifyKey

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def enc(raw): return base64.b64encode(raw).decode()
def dec(text): return base64.b64decode(text, validate=True)

def check(text):
    top, note = text.split("\n\n", 1)
    first, extra, index, *path = top.split("\n")
    assert first == "c2sp.org/tlog-proof@v1" and extra[:6] == "extra " and index[:6] == "index ", "no proof"
    lines = dec(extra[6:]).decode().split("\n")
    leaf, signer, index, path = dec(lines[0][6:]), dec(lines[1][7:]), int(index[6:]), [dec(line) for line in path]
    opened = [(int(at), name, dec(salt), dec(value)) for _, at, name, salt, value in (line.split(" ") for line in lines[2:-1])]
    # The checkpoint: C2SP tlog-checkpoint, signed note with one Ed25519 signature.
    body, signature = note.split("\n\n")
    origin, size, root = body.split("\n")
    sealed = dec(signature.split(" ")[2].rstrip("\n"))
    # There is one way to write a proof: what is not this, letter for letter, was changed.
    extra = f"entry {enc(leaf)}\nsigner {enc(signer)}\n" + "".join(f"open {a} {n} {enc(s)} {enc(v)}\n" for a, n, s, v in opened)
    again = f"{first}\nextra {enc(extra.encode())}\nindex {index}\n" + "".join(enc(h) + "\n" for h in path)
    again += f"\n{origin}\n{int(size)}\n{enc(dec(root))}\n\n\u2014 {origin} {enc(sealed)}\n"
    assert again == text and [o[0] for o in opened] == sorted({o[0] for o in opened}), "changed"
    assert sealed[:4] == sha(origin.encode(), b"\n\x01", signer)[:4], "checkpoint names another key"
    VerifyKey(signer).verify((body + "\n").encode(), sealed[4:])
    # The entry: its author signed it, and it says itself where it stands.
    signed = leaf[:-64]
    version, kind, case, device, seq, step, _, author, time, record, _, n = struct.unpack(">HH16s16sQQ32s32sq16s32sH", signed[:174])
    assert version >= 1 and (version > 1 or len(signed) == 174 + 32 * n), "no entry"
    VerifyKey(author).verify(b"saksi entry\n" + signed, leaf[-64:])
    assert origin == f"saksi/{case.hex()}/{device.hex()}" and seq == index + 1, "entry of another log"
    # The way from the entry to the root: RFC 9162, 2.1.3.2.
    fn, sn, node = index, int(size) - 1, sha(b"\0", leaf)
    assert fn <= sn, "not in the log"
    for other in path:
        assert sn > 0, "not in the log"
        if fn & 1 or fn == sn:
            node = sha(b"\1", other, node)
            while not fn & 1 and fn: fn, sn = fn >> 1, sn >> 1
        else: node = sha(b"\1", node, other)
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0 and node == dec(root), "not in the log"
    for at, name, salt, value in opened:
        assert at < n and sha(b"saksi field\n", salt, bytes([len(name)]), name.encode(), value) == signed[174 + 32 * at:206 + 32 * at], "field changed"
    return dict(kind=kind, record=record.hex(), entry=seq, of=int(size), time=time, author=author.hex(), signer=signer.hex(), hidden=n - len(opened)), opened

if __name__ == "__main__":
    if len(sys.argv) < 2: sys.exit(__doc__)
    try: facts, opened = check(open(sys.argv[1], encoding="utf-8", newline="").read())
    except Exception as error: sys.exit(f"NOT PROVEN: {type(error).__name__} {error}")
    if sys.argv[2:] and not {facts["author"], facts["signer"]} <= {key.lower() for key in sys.argv[2:]}: sys.exit("NOT PROVEN: signed by other keys")
    print("PROVEN" if sys.argv[2:] else "PROVEN, if these are the keys of the people you think they are", *(f"{k}: {v}" for k, v in facts.items()), sep="\n  ")
    for _, name, _, value in opened: print(f"  {name} = {value.decode(errors='backslashreplace')}")
