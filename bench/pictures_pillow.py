"""The Python side of `dotnet run -c Release --project bench/Arbex.Benchmarks -- pictures`.

Reads lines from standard input, runs one round for each and answers with the microseconds a picture took:
    jpeg-plain N FILE    decode, crop 224, mirror, normalise to float32 [3, 224, 224], as usually written
    jpeg-tuned N FILE    the same with as few passes over the numbers as numpy allows
    jpeg-decode N FILE   decode only
    png-decode N FOLDER  decode N grey files of a folder
Needs Pillow and numpy (Debian: python3-pil, python3-numpy). One thread.
"""
import os
import random
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np  # noqa: E402
import PIL  # noqa: E402
from PIL import Image  # noqa: E402

MEAN = np.array([0.485, 0.456, 0.406], np.float32)
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)
LEVEL_MEAN = (255 * MEAN)[:, None, None]
LEVEL_SCALE = (1 / (255 * DEVIATION))[:, None, None]
SIZE = 224


def decode(file):
    image = Image.open(file)
    image.load()
    return image


def window(file, luck):
    image = decode(file).convert("RGB")
    left, top = luck.randint(0, image.width - SIZE), luck.randint(0, image.height - SIZE)
    image = image.crop((left, top, left + SIZE, top + SIZE))
    return image.transpose(Image.FLIP_LEFT_RIGHT) if luck.random() < 0.5 else image


def plain(file, luck):
    values = np.asarray(window(file, luck), np.float32) / 255
    return np.ascontiguousarray(((values - MEAN) / DEVIATION).transpose(2, 0, 1))


def tuned(file, luck):
    values = np.asarray(window(file, luck)).transpose(2, 0, 1).astype(np.float32, order="C")
    values -= LEVEL_MEAN
    values *= LEVEL_SCALE
    return values


def main():
    print(f"Pillow {PIL.__version__}, numpy {np.__version__}", flush=True)
    luck = random.Random(1)
    for line in sys.stdin:
        kind, count, path = line.rstrip("\n").split(" ", 2)
        count = int(count)
        if kind == "png-decode":
            names = sorted(os.listdir(path))
            files = [os.path.join(path, names[i % len(names)]) for i in range(count)]
        else:
            files = [path] * count
        work = {
            "jpeg-plain": lambda file: plain(file, luck),
            "jpeg-tuned": lambda file: tuned(file, luck),
            "jpeg-decode": decode,
            "png-decode": decode,
        }[kind]
        started = time.perf_counter()
        for file in files:
            work(file)
        print((time.perf_counter() - started) / count * 1e6, flush=True)


if __name__ == "__main__":
    main()
