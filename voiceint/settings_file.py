"""The file in which the settings are kept from run to run."""

import json
import os
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path

from voiceint.errors import StorageError
from voiceint.paths import make_private
from voiceint.settings import Settings, check_setting

_ABOUT = "# Settings of voiceint; each is also a flag: voiceint --help. The program writes this file anew."


def load_settings(path: Path) -> tuple[Settings, list[str]]:
    """The settings of a file, and a line for each thing in it that cannot be used; the default stands in for that.

    Without a file, the defaults. What is not a setting is ignored.
    """
    settings = Settings()
    try:
        found = _read(path)
    except FileNotFoundError:
        return settings, []
    except OSError as error:
        return settings, [f"{path} cannot be read ({error.strerror}): the usual settings are used."]
    except (ValueError, RecursionError) as error:
        return settings, [f"{path} is not TOML ({error}): the usual settings are used. Mend it or delete it."]
    problems = []
    for field in fields(Settings):
        if field.name in found:
            try:
                settings = replace(settings, **{field.name: check_setting(field.name, found[field.name])})
            except ValueError as error:
                usual = _write(getattr(settings, field.name))
                problems.append(f"{path}: {field.name} {error}; {usual} is used.")
    return settings, problems


def save_settings(settings: Settings, path: Path) -> None:
    """Write every setting. A file that is there and is not TOML is kept beside it, as `settings.toml.broken`.

    Raises:
        StorageError: The file cannot be written; the one before it is whole.
    """
    lines = [_ABOUT, *(f"{name} = {_write(value)}" for name, value in asdict(settings).items())]
    make_private(path.parent, "VOICEINT_CONFIG")
    try:
        _keep_broken(path)
        _replace(path, "\n".join(lines) + "\n")
    except OSError as error:
        raise StorageError(
            f"The settings cannot be written to {path} ({error.strerror}): "
            "free some space, or set VOICEINT_CONFIG to another folder."
        ) from error


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8-sig"))


def _write(value: object) -> str:
    """A value in TOML; no device is an empty name."""
    if value is None:
        value = ""
    if isinstance(value, str):
        value = value.encode("utf-8", "replace").decode("utf-8")  # half a character has no place in a file
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _keep_broken(path: Path) -> None:
    """Somebody wrote that file by hand, and may want to mend it."""
    try:
        _read(path)
    except FileNotFoundError:
        return
    except (ValueError, RecursionError):
        os.replace(path, path.with_name(f"{path.name}.broken"))


def _replace(path: Path, text: str) -> None:
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")  # private from the start
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError:
        with suppress(OSError):
            os.unlink(partial)
        raise
