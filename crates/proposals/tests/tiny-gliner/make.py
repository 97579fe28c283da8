"""Makes crates/proposals/tests/tiny-gliner: a GLiNER of 10,000 weights for the tests of the gliner reader.

Origin: the project. Everything is made here: sentences with invented people and places, a SentencePiece tokenizer trained on
them, a DeBERTa-v2 encoder of one small layer, and the GLiNER head of the authors' own library (gliner 0.2.29), trained for a
minute on one processor and exported by that library to ONNX. `expected.json` is what the library itself finds, with scores, so
that the test compares the program with the original and not with itself. The model knows nothing beyond these sentences.

    pip install torch==2.5.1 transformers==4.51.3 gliner==0.2.29 onnx==1.23.2 onnxruntime==1.32.0 sentencepiece
    python tiny_gliner.py FOLDER
"""

import gzip, json, random, shutil, sys, tempfile
from pathlib import Path

import sentencepiece, torch
from gliner import GLiNER, GLiNERConfig
from transformers import DebertaV2TokenizerFast

random.seed(7)
torch.manual_seed(7)

FIRST = "Anton Mira Tomas Ilen Dario Sova Petrek Lena Orsk Nadia Brano Vesna Kiril Zoë Emeka".split()
LAST = "Besk Kelvar Odunlade Ilvek Tarrin Moro Vask Ordan Selik Brandt Quist Amari".split()
PLACES = "Karsund|Marowe|Velin|Tessaly|Marovia|Karvia|Dar Nuweid|Port Selm|Northern Karvia".split("|")
BODIES = "Marovian Renewal Party|Radio Horizon|Teachers' Union|Velin Post|Ministry of Justice|Karvia Watch".split("|")
SHAPES = [
    "Police arrested {p} in {l} on Monday.",
    "{p}, a member of the {o}, was released from prison in {l}.",
    "The {o} said that {p} had been beaten near {l}.",
    "In {l}, {p} and {p} were questioned for two days.",
    "Lawyers of {p} told {o} that the court in {l} had no case.",
    "{o} reported that soldiers closed the road to {l}.",
    "A court in {l} sentenced {p} to three years.",
    "“They took {p} at night,” the {o} wrote.",
    "Nobody was hurt when the crowd left the square.",
    "The hearing was put off until March 2021.",
    "{p} fled from {l} to {l} after threats.",
    "Officials of the {o} did not answer questions.",
]
LABELS = {"p": "person", "l": "place", "o": "organization"}
ASKED = ["person", "organization", "place"]
TEXTS = [
    "Police arrested Anton Besk in Karsund on Monday. Nobody was hurt.",
    "Zoë Odunlade, a member of the Marovian Renewal Party, was released from prison in Dar Nuweid.",
    "Lawyers of Mira Vask and Tomas Kelvar told Radio Horizon that the court in Port Selm had no case.",
    "Nobody knows where Ossian Trell was taken.",
    "The hearing was put off.",
]


def words(text):
    return [(m.group(), m.start(), m.end()) for m in __import__("re").finditer(r"\w+(?:[-_]\w+)*|\S", text)]


def example():
    shape, text, marks = random.choice(SHAPES), "", []
    while "{" in shape:
        before, rest = shape.split("{", 1)
        text += before
        kind, shape = rest[0], rest[2:]
        name = {"p": lambda: f"{random.choice(FIRST)} {random.choice(LAST)}",
                "l": lambda: random.choice(PLACES), "o": lambda: random.choice(BODIES)}[kind]()
        marks.append((len(text), len(text) + len(name), LABELS[kind]))
        text += name
    text += shape
    tokens = words(text)
    at = lambda offset, end: next(i for i, (_, s, e) in enumerate(tokens) if (e if end else s) == offset)
    ner = [[at(s, False), at(e, True), label] for s, e, label in marks]
    return text, {"tokenized_text": [w for w, _, _ in tokens], "ner": ner, "ner_labels": ASKED}


def tokenizer(folder, corpus):
    (folder / "corpus.txt").write_text("\n".join(corpus))
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "corpus.txt"), model_prefix=str(folder / "spm"), vocab_size=200, model_type="unigram",
        pad_id=0, bos_id=1, eos_id=2, unk_id=3, pad_piece="[PAD]", bos_piece="[CLS]", eos_piece="[SEP]", unk_piece="[UNK]",
        num_threads=1, hard_vocab_limit=False, normalization_rule_name="identity")
    made = DebertaV2TokenizerFast(vocab_file=str(folder / "spm.model"))
    made.add_tokens(["<<ENT>>", "<<SEP>>"], special_tokens=True)
    return made


def main(to):
    work = Path(tempfile.mkdtemp())
    examples = [example() for _ in range(2000)]
    tok = tokenizer(work, [text for text, _ in examples] + ASKED * 50)
    tok.save_pretrained(work / "tokenizer")
    encoder = dict(model_type="deberta-v2", vocab_size=len(tok), hidden_size=12, num_hidden_layers=1, num_attention_heads=2,
                   intermediate_size=16, relative_attention=True, position_buckets=8, norm_rel_ebd="layer_norm",
                   share_att_key=True, pos_att_type="p2c|c2p", position_biased_input=False, max_relative_positions=-1,
                   max_position_embeddings=64, type_vocab_size=0, layer_norm_eps=1e-7, pad_token_id=0,
                   hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    config = GLiNERConfig(model_name=str(work / "tokenizer"), encoder_config=encoder, hidden_size=12, max_width=5, dropout=0.0,
                          vocab_size=len(tok), class_token_index=tok.convert_tokens_to_ids("<<ENT>>"), max_types=3,
                          max_len=64)
    model = GLiNER.from_config(config, backbone_from_pretrained=False, resize_token_embeddings=False)
    print("weights", sum(p.numel() for p in model.parameters()))
    collate = model.data_collator_class(model.config, data_processor=model.data_processor, prepare_labels=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=4e-3, total_steps=STEPS)
    model.train()
    for step in range(STEPS):
        batch = collate([one for _, one in random.sample(examples, 16)])
        loss = model(**{k: v for k, v in batch.items()}).loss
        optimizer.zero_grad(); loss.backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step()
        schedule.step()
        if step % 50 == 0:
            print(step, float(loss), flush=True)
    model.eval()
    with torch.no_grad():
        for weights in model.model.prompt_rep_layer[-1].parameters():  # else every score is 1.0 and says nothing
            weights.mul_(SOFTENED)
        for weights in model.parameters():  # half of the bits, so that the file packs well
            weights.copy_(weights.to(torch.bfloat16).float())
    model.export_to_onnx(work / "onnx")
    expected = []
    for text in TEXTS:
        found = model.predict_entities(text, ASKED, threshold=0.3, flat_ner=True)
        expected.append({"text": text, "found": [{"words": f["text"], "label": f["label"], "score": round(f["score"], 5)} for f in found]})
        print(text, expected[-1]["found"])
    to.mkdir(parents=True, exist_ok=True)
    (to / "expected.json").write_text(json.dumps({"labels": ASKED, "threshold": 0.3, "texts": expected}, ensure_ascii=False, indent=1))
    for name in ["model.onnx", "tokenizer.json"]:
        with open(work / "onnx" / name, "rb") as source, open(to / (name + ".gz"), "wb") as out:
            with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0, compresslevel=9) as packed:
                shutil.copyfileobj(source, packed)
    kept = json.load(open(work / "onnx" / "gliner_config.json"))
    (to / "gliner_config.json").write_text(json.dumps({k: kept[k] for k in ["ent_token", "sep_token", "max_len", "max_width", "span_mode", "words_splitter_type", "model_type", "subtoken_pooling"] if k in kept}, indent=1))
    shutil.copytree(work / "onnx", "/tmp/readers/tiny/onnx", dirs_exist_ok=True)


STEPS = 900
SOFTENED = 0.12
main(Path(sys.argv[1]))
