"""Small changes of the sentence embedding's weights, with which it reads for one purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Tuning:
    """Changes of low rank (LoRA: Hu et al., 2021), some thousandths of what the network holds.

    Attributes:
        changes: By the name of a matrix of the shape (n, m), two of the shapes (n, r) and (r, m), whose
            product is added.
    """

    changes: Mapping[str, tuple[Matrix, Matrix]]


def tune(weights: Path, tuning: Tuning) -> bytes:
    """The ONNX file of the embedding with its weights changed.

    A matrix is kept as 8-bit numbers and the scale of each column; the sum takes the place of the numbers.

    Raises:
        KeyError: A matrix is not in the file: the changes are those of another network.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(weights))
    arrays = {array.name: array for array in model.graph.initializer}
    for name, (down, up) in tuning.changes.items():
        numbers, scale = arrays[f"{name}_q"], numpy_helper.to_array(arrays[f"{name}_scale"])
        changed = numpy_helper.to_array(numbers) + down @ up / scale
        numbers.CopyFrom(numpy_helper.from_array(changed.astype(np.float32), numbers.name))
    tuned: bytes = model.SerializeToString()
    return tuned
