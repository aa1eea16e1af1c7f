"""How well photographed GST certificates are read: `python -m tests.papers.measure [count]` (needs the extra `ocr`).

A line a photograph goes to standard error; one JSON object to standard output: how many are right, right and sure,
wrong but sure, the seconds and the peak memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from bot.documents import ocr
from bot.documents.inspect import inspect
from tests.papers import firm, gst_certificate
from tests.papers.photos import phone_photo


def main(count: int) -> int:
    if not ocr.installed():
        sys.stdout.write(ocr.MISSING + "\n")
        return 1
    engine = ocr.engine()
    right = sure = wrong_but_sure = 0
    took = []
    for seed in range(count):
        of = firm(seed)
        photo = phone_photo(gst_certificate(of), seed)
        start = time.perf_counter()
        field = inspect(photo, "gst", ocr=engine).read.get("gstin")
        took.append(time.perf_counter() - start)
        good = field is not None and field.value == of.gstin
        right += good
        sure += good and field is not None and field.sure
        wrong_but_sure += not good and field is not None and field.sure
        read = f"{field.value} {field.confidence}" if field is not None else "nothing"
        sys.stderr.write(f"{seed} {of.gstin} {read} {took[-1]:.1f} s\n")
    took.sort()
    result = {
        "photos": count,
        "right": right,
        "right_and_sure": sure,
        "wrong_but_sure": wrong_but_sure,
        "seconds_median": round(took[count // 2], 2),
        "seconds_worst": round(took[-1], 2),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if right >= 0.9 * count and not wrong_but_sure else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
