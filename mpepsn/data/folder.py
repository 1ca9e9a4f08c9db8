"""A folder of images: one folder a class.

    PATH/train/CLASS/*.png  and  PATH/test/CLASS/*.png  (or val/)      its own split
    PATH/CLASS/*.png                                                   a quarter of each class is held out, by the seed

JPEG and WebP are read too, with Pillow.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from .. import arguments
from . import split
from .images import repeated, stored
from .stored import Stored

ENDINGS = ".png", ".jpg", ".jpeg", ".webp", ".bmp"
IMAGENET = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def image_folder(
    part: str,
    seed: int = 0,
    *,
    path: str | Path,
    steps: int = 4,
    size: tuple[int, int] = (32, 32),
    augment: Sequence[str] = (),
) -> Stored:
    """Images of one's own, the same at every step: `[T, B, 3, H, W]`; the classes are the folders, by their names.

    An image is scaled until it just covers (H, W), what is left over is cut off on both sides, and it is normalised by
    ImageNet's mean and deviation. All stay in memory, as bytes.

    Args:
        part: "train", "test", "fit" or "validation".
        seed: of what is held out and kept aside.
        path: the folder.
        steps: T.
        size: (H, W).
        augment: names of functions of `mpepsn.data.augment`, in their order.

    Raises:
        OSError: the folder is not there or holds no images, or one cannot be read; the message names it.
    """
    arguments.one_of(part, split.PARTS, "part")
    arguments.sample_shape(size, "size")
    path = Path(path)
    names, files = _listed(path)
    y = torch.tensor([names.index(file.parent.name) for file in files])
    held_out = [path / "test", path / "val"]
    if (path / "train").is_dir():
        test = torch.tensor([file.parent.parent in held_out for file in files])
    else:
        test = split.shares(y, seed, 4) == 0
    chosen = split.rows(part, seed, test, y)
    pixels = np.stack([_image(files[row], size) for row in chosen])
    images = pixels, y[chosen].numpy()
    return stored(part, torch.arange(len(chosen)), images, len(names), IMAGENET, augment, repeated(steps))


def _listed(path: Path) -> tuple[list[str], list[Path]]:
    """Names of the classes, and the files."""
    halves = [path / half for half in ("train", "test", "val") if (path / half).is_dir()]
    halves = halves if path / "train" in halves else [path]
    files = [file for half in halves for file in sorted(half.glob("*/*")) if file.suffix.lower() in ENDINGS]
    if not files:
        raise FileNotFoundError(
            f"path must be a folder with a folder of images ({', '.join(ENDINGS)}) for each class; got {path}"
        )
    return sorted({file.parent.name for file in files}), files


def _image(file: Path, size: tuple[int, int]) -> np.ndarray:
    try:
        from PIL import Image, ImageOps
    except ModuleNotFoundError as missing:
        raise ImportError("images are read by Pillow: pip install 'mpepsn[train]'") from missing
    try:
        with Image.open(file) as image:
            fitted = ImageOps.fit(image.convert("RGB"), (size[1], size[0]), Image.Resampling.BILINEAR)
    except (OSError, SyntaxError, ValueError) as broken:
        raise OSError(f"{file} must be a whole image; Pillow says: {broken}") from broken
    return np.asarray(fitted).transpose(2, 0, 1)
