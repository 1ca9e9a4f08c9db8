"""The data sets that can be fetched: what they hold, and where each archive comes from.

Addresses and MD5s are those that the authors give, or that tonic 1.7 has for the event sets.
"""

from dataclasses import dataclass

CIFAR = "https://www.cs.toronto.edu/~kriz/"
MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/"
FASHION = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"
FIGSHARE = "https://figshare.com/ndownloader/files/"
MENDELEY = "https://data.mendeley.com/public-files/datasets/"
CIFAR10_CLASSES = "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"


@dataclass(frozen=True)
class Archive:
    """A file to fetch: what it is called, where from, its MD5, what it unpacks to, and its bytes where known."""

    file: str
    url: str
    md5: str
    gives: tuple[str, ...]
    size: int | None = None


@dataclass(frozen=True)
class DataSet:
    """The folder of a set, what it holds in a few words, and the archives that fill the folder."""

    folder: str
    holds: str
    archives: tuple[Archive, ...]


def _idx(base: str, *files: tuple[str, str, int]) -> tuple[Archive, ...]:
    return tuple(Archive(f"{name}.gz", f"{base}{name}.gz", md5, (name,), size) for name, md5, size in files)


SETS = {
    "mnist": DataSet(
        "smnist",
        "60,000 + 10,000 images, 28 × 28 grey",
        _idx(
            MNIST,
            ("train-images-idx3-ubyte", "f68b3c2dcbeaaa9fbdd348bbdeb94873", 9_912_422),
            ("train-labels-idx1-ubyte", "d53e105ee54ea40749a09fcbcd1e9432", 28_881),
            ("t10k-images-idx3-ubyte", "9fb629c4189551a2d022fa330f9573f3", 1_648_877),
            ("t10k-labels-idx1-ubyte", "ec29112dd5afa0611ce80d1b7f02629c", 4_542),
        ),
    ),
    "fashion_mnist": DataSet(
        "fashion_mnist",
        "60,000 + 10,000 images, 28 × 28 grey",
        _idx(
            FASHION,
            ("train-images-idx3-ubyte", "8d4fb7e6c68d591d4c3dfef9ec88bf0d", 26_421_880),
            ("train-labels-idx1-ubyte", "25c81989df183df01b3e8a0aad5dffbe", 29_515),
            ("t10k-images-idx3-ubyte", "bef4ecab320f06d8554ea6380940ec79", 4_422_102),
            ("t10k-labels-idx1-ubyte", "bb300cfdad3c16e7a12a480ee83cd310", 5_148),
        ),
    ),
    "cifar10": DataSet(
        "cifar10",
        "50,000 + 10,000 images, 32 × 32 colour",
        (
            Archive(
                "cifar-10-binary.tar.gz",
                CIFAR + "cifar-10-binary.tar.gz",
                "c32a1d4ab5d03f1284b67883e8d87530",
                ("cifar-10-batches-bin",),
                170_052_171,
            ),
        ),
    ),
    "cifar100": DataSet(
        "cifar100",
        "50,000 + 10,000 images, 32 × 32 colour",
        (
            Archive(
                "cifar-100-binary.tar.gz",
                CIFAR + "cifar-100-binary.tar.gz",
                "03b5dce01913d631647c71ecec9e9cb8",
                ("cifar-100-binary",),
                168_513_733,
            ),
        ),
    ),
    "nmnist": DataSet(
        "NMNIST",
        "60,000 + 10,000 recordings, 34 × 34",
        (
            Archive(
                "train.zip",
                MENDELEY + "468j46mzdv/files/39c25547-014b-4137-a934-9d29fa53c7a0/file_downloaded",
                "20959b8e626244a1b502305a9e6e2031",
                ("Train",),
            ),
            Archive(
                "test.zip",
                MENDELEY + "468j46mzdv/files/05a4d654-7e03-4c15-bdfa-9bb2bcbea494/file_downloaded",
                "69ca8762b2fe404d9b9bad1103e97832",
                ("Test",),
            ),
        ),
    ),
    "dvs_gesture": DataSet(
        "DVSGesture",
        "1,077 + 264 recordings, 128 × 128",
        (
            Archive(
                "ibmGestureTrain.tar.gz",
                FIGSHARE + "38022171",
                "3a8f0d4120a166bac7591f77409cb105",
                ("ibmGestureTrain",),
            ),
            Archive(
                "ibmGestureTest.tar.gz",
                FIGSHARE + "38020584",
                "56070e45dadaa85fff82e0fbfbc06de5",
                ("ibmGestureTest",),
            ),
        ),
    ),
    "cifar10_dvs": DataSet(
        "CIFAR10DVS",
        "10,000 recordings, 128 × 128",
        (Archive("CIFAR10DVS.zip", FIGSHARE + "38023437", "ce3a4a0682dc0943703bd8f749a7701c", CIFAR10_CLASSES),),
    ),
    "ncaltech101": DataSet(
        "NCALTECH101",
        "8,709 recordings, up to 240 × 180",
        (
            Archive(
                "N-Caltech101-archive.zip",
                MENDELEY + "cy6cvx3ryv/files/36b5c52a-b49d-4853-addb-a836a8883e49/file_downloaded",
                "66201824eabb0239c7ab992480b50ba3",
                ("Caltech101",),
            ),
        ),
    ),
}
