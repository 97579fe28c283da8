#!/usr/bin/env python3
"""Reads a case with nothing of Saksi, by docs/case-format.md: python3 read_case.py FOLDER [ORIGINALS]   (needs: pip install pynacl)

Asks for a member's passphrase (or takes SAKSI_PASSPHRASE), prints every entry as a line of JSON in the order of the case, and writes
the originals into the folder ORIGINALS when one is named. For the day when no Saksi is left: it reads what is whole and checks hashes
and signatures, but it does not look for damage as carefully as `saksi verify`.
"""
import getpass, glob, hashlib, hmac, json, os, struct, sys, unicodedata
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as unseal, crypto_scalarmult, crypto_scalarmult_base
from nacl.pwhash import argon2id
from nacl.signing import VerifyKey

def derive(key, purpose):  # HKDF-SHA-256, no salt, 32 bytes
    return hmac.digest(hmac.digest(bytes(32), key, "sha256"), purpose + b"\1", "sha256")

def take(data, at, *lengths):  # pieces of `data` from `at` on, and where they end
    pieces = []
    for n in lengths: pieces.append(data[at:at + n]); at += n
    return pieces, at

def root_keys(folder, passphrase):
    data = open(f"{folder}/slots", "rb").read()
    assert hashlib.sha256(data[:-32]).digest() == data[-32:], "slots are damaged; try the copy slots-2"
    (_, case), at = take(data, 0, len(b"saksi case 1\n"), 16)
    _, epoch, n = struct.unpack(">QIH", data[at:at + 14]); at += 14
    words = " ".join(unicodedata.normalize("NFKC", passphrase).split()).encode()
    root = None
    for _ in range(n):
        (kind, signing, exchange, numbers, salt, nonce, length), at = take(data, at, 1, 32, 32, 12, 16, 24, 4)
        (secrets, wrapped), at = take(data, at, int.from_bytes(length), 80)
        if kind != b"\1" or root: continue
        memory, passes, lanes = struct.unpack(">III", numbers)
        assert lanes == 1
        key = argon2id.kdf(32, words, salt, opslimit=passes, memlimit=memory * 1024)
        try: secret = unseal(secrets, b"saksi member 1\n" + signing + exchange, nonce, key)[:32]
        except Exception: continue
        shared = crypto_scalarmult(secret, wrapped[:32])
        wrapping = derive(shared, b"saksi wrap 1\n" + wrapped[:32] + crypto_scalarmult_base(secret))
        root = unseal(wrapped[32:], b"saksi case key 1\n" + case + struct.pack(">I", epoch), bytes(24), wrapping)
    assert root, "no member has this passphrase"
    roots = [root]
    for e in reversed(range(epoch)):
        older = data[at + 72 * e:at + 72 * e + 72]
        roots.insert(0, unseal(older[24:], b"saksi older key 1\n" + case + struct.pack(">Q", e), older[:24], derive(roots[0], b"saksi older keys")))
    return case, roots

def subject_keys(folder, case, roots):
    data, keys = open(f"{folder}/subjects", "rb").read(), {}
    for n in range(1, len(data) // 92):
        (subject, epoch, nonce, sealed), _ = take(data, 92 * n, 16, 4, 24, 48)
        if subject + epoch + nonce + sealed == bytes(92): continue
        binding = b"saksi subject 1\n" + case + subject + struct.pack(">Q", n) + epoch
        keys[subject] = unseal(sealed, binding, nonce, derive(roots[int.from_bytes(epoch)], b"saksi keys of subjects"))
    return keys

def entries(path, case, roots, keys):
    device, data, at = bytes.fromhex(os.path.basename(path)[:32]), open(path, "rb").read(), 12288
    previous = bytes(32)
    while at + 256 <= len(data):
        length, epoch, sequence = struct.unpack(">IIQ", data[at:at + 16])
        frame = data[at:at + length]; at += length
        try: text = unseal(frame[72:], b"saksi frame 1\n" + case + device + frame[:48], frame[48:72], derive(roots[epoch], b"saksi frames"))
        except Exception: print(f"{path}: entry {sequence} cannot be read", file=sys.stderr); return
        assert frame[16:48] == previous, "the chain is broken"
        entry = text.rstrip(b"\0")[:-1]
        n_signed, n_sealed = struct.unpack(">II", entry[:8])
        (signed, signature, sealed), _ = take(entry, 8, n_signed, 64, n_sealed)
        _, kind, _, _, seq, step, _, author, time, record, digest, n = struct.unpack(">HH16s16sQQ32s32sq16s32sH", signed[:174])
        VerifyKey(author).verify(b"saksi entry\n" + signed, signature)
        assert hashlib.sha256(sealed).digest() == digest and seq == sequence
        previous = hashlib.sha256(b"\0" + signed + signature).digest()
        fields, place = [], 0
        for i in range(n):
            (name, subject, nonce), place = take(sealed, place + 1, sealed[place], 16, 24)
            (length,), place = take(sealed, place, 4)
            (content,), place = take(sealed, place, int.from_bytes(length))
            key, committed = keys.get(subject), signed[174 + 32 * i:206 + 32 * i]
            if subject == bytes(16): key = derive(roots[epoch], b"saksi content of the case")
            value = None
            if key:
                opening = unseal(content, b"saksi opening\n" + case + subject + committed + name, nonce, key)
                assert hashlib.sha256(b"saksi field\n" + opening[:32] + bytes([len(name)]) + name + opening[32:]).digest() == committed
                value = opening[32:].decode(errors="backslashreplace")
            fields.append([name.decode(), value])
        yield (step, device, sequence, previous), dict(hash=previous.hex(), kind=kind, device=device.hex(), sequence=sequence, step=step,
                                                       time=time, author=author.hex(), record=record.hex(), fields=fields)

def original(path, case, roots):
    root, data = derive(roots[0], b"saksi originals"), open(path, "rb").read()
    head = b"saksi blob 1\n"
    key, body, text = derive(root, b"saksi original " + case + data[13:45]), data[45:], b""
    for n, at in enumerate(range(0, len(body), 65552)):
        last = at + 65552 >= len(body)
        text += unseal(body[at:at + 65552], head, bytes(15) + struct.pack(">QB", n, last), key)
    content = text[:int.from_bytes(text[-8:])]
    digest = hashlib.sha256(content).digest()
    assert digest == text[-40:-8] and os.path.basename(path) == hmac.digest(derive(root, b"saksi names of originals"), digest, "sha256").hex()
    return content

if __name__ == "__main__":
    if len(sys.argv) < 2: sys.exit(__doc__)
    folder = sys.argv[1]
    case, roots = root_keys(folder, os.environ.get("SAKSI_PASSPHRASE") or getpass.getpass("Passphrase: "))
    keys = subject_keys(folder, case, roots)
    found = dict(e for path in sorted(glob.glob(f"{folder}/log/*.led")) for e in entries(path, case, roots, keys))
    for _, entry in sorted(found.items(), key=lambda e: e[0]): print(json.dumps(entry, ensure_ascii=False))
    for path in glob.glob(f"{folder}/blobs/*") if len(sys.argv) > 2 else []:
        open(os.path.join(sys.argv[2], hashlib.sha256(content := original(path, case, roots)).hexdigest()), "wb").write(content)
