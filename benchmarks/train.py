"""Train the weights by which the reader weighs options: writes flows/reading/choice/weights.json (`make train`).

Each figure that an annotation names is one example a field; its options compete in a conditional logit with an
L2 penalty. It learns from our own texts, the corpus paragraphs, the examples of metrics.toml and half A of the
guide's texts. On half A the rules were written, so there it learns nothing about how far rules can be trusted.
Before that the whole reader is scored on texts that it was not trained on; its confidence is calibrated there.
"""

from __future__ import annotations

import argparse
import json

from benchmarks import folds, learning
from flows.reading.choice import scoring


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5, help="of the cross-validation that calibrates (default 5)")
    args = parser.parse_args()
    lessons = learning.lessons()
    tallies, steps = folds.cross_validate(args.folds, lessons)
    folds.report(tallies, steps)
    trained = lessons.weights(lambda document: True) | {"calibration": steps}
    scoring.WEIGHTS.write_text(json.dumps(trained, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")
    print("weights:", {field: len(w) for field, w in trained.items()})


if __name__ == "__main__":
    main()
