"""Computes the metrics of `dotnet run -c Release --project bench/Arbex.Benchmarks -- metrics FILE` again.

    python3 bench/metrics_sklearn.py FILE > docs/results/metrics-comparison.md

scikit-learn where it has the metric, scipy and numpy elsewhere; nothing of ours. Debian: python3-sklearn.
"""
import json
import os
import sys
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np  # noqa: E402
import scipy  # noqa: E402
import sklearn  # noqa: E402
from scipy import optimize, stats  # noqa: E402
from sklearn import metrics as sk  # noqa: E402
from sklearn.calibration import calibration_curve  # noqa: E402
from sklearn.manifold import TSNE, trustworthiness  # noqa: E402

warnings.filterwarnings("ignore")


def expected_error(confidence, outcome, bins, worst=False):
    share, mean = calibration_curve(outcome, confidence, n_bins=bins, strategy="uniform")
    edges = np.linspace(0, 1, bins + 1)
    counts = np.bincount(np.searchsorted(edges[1:-1], confidence), minlength=bins)
    gaps = np.abs(share - mean)
    return gaps.max() if worst else (counts[counts > 0] * gaps).sum() / len(confidence)


def adaptive_error(confidence, outcome, bins):
    order = np.argsort(confidence, kind="stable")
    groups = [group for group in np.array_split(order, bins) if len(group)]
    return sum(len(g) * abs(outcome[g].mean() - confidence[g].mean()) for g in groups) / len(confidence)


def ranking(score, right):
    order = np.argsort(-score, kind="stable")
    wrong = ~right[order]
    counts = np.arange(1, len(right) + 1)
    area = (wrong.cumsum() / counts).mean()
    best = (np.sort(wrong).cumsum() / counts).mean()
    answered = int(np.ceil(0.8 * len(right) - 1e-9))
    result = {"aurc": area, "eAurc": area - best, "selectiveAccuracy80": right[order][:answered].mean()}
    if right.any() and not right.all():
        false_share, true_share, _ = sk.roc_curve(right, score, drop_intermediate=False)
        result["errorAuroc"] = sk.roc_auc_score(right, score)
        result["errorFprAt95"] = false_share[np.argmax(true_share >= 0.95 - 1e-12)]
    else:
        result["errorAuroc"] = result["errorFprAt95"] = None
    return result


def temperature(probabilities, labels):
    logits = np.log(probabilities)

    def loss(log_t):
        scaled = logits / np.exp(log_t)
        return -(scaled - scipy.special.logsumexp(scaled, axis=1, keepdims=True))[np.arange(len(labels)), labels].mean()

    found = optimize.minimize_scalar(
        loss, bounds=(np.log(0.05), np.log(20)), method="bounded", options={"xatol": 1e-10})
    return np.exp(found.x)


def theirs(case):
    labels, classes = np.array(case["labels"]), case["classes"]
    p, final = np.array(case["primary"]), np.array(case["final"])
    every = list(range(classes))
    said = p.argmax(axis=1)
    confidence, right = p.max(axis=1), said == labels
    ordered = np.sort(p, axis=1)
    entropy = stats.entropy(p, axis=1) / np.log(classes)
    averaged = {"labels": every, "average": "macro", "zero_division": 0}
    result = {
        "accuracy": sk.accuracy_score(labels, said),
        "balancedAccuracy": sk.balanced_accuracy_score(labels, said),
        "macroPrecision": sk.precision_score(labels, said, **averaged),
        "macroRecall": sk.recall_score(labels, said, **averaged),
        "macroF1": sk.f1_score(labels, said, **averaged),
        "weightedF1": sk.f1_score(labels, said, average="weighted", zero_division=0),
        "cohenKappa": sk.cohen_kappa_score(labels, said, labels=every),
        "matthewsCorrelation": sk.matthews_corrcoef(labels, said),
        "nll": sk.log_loss(labels, p, labels=every, eps=1e-12),
        "brier": sum(sk.brier_score_loss(labels == k, p[:, k]) for k in every),
        "ece": expected_error(confidence, right, 15),
        "ece10": expected_error(confidence, right, 10),
        "mce": expected_error(confidence, right, 15, worst=True),
        "adaptiveEce10": adaptive_error(confidence, right, 10),
        "classwiseEce": np.mean([expected_error(p[:, k], labels == k, 15) for k in every]),
        "meanConfidence": confidence.mean(),
        "meanNormalizedEntropy": entropy.mean(),
        "probabilityStandardDeviation": p.std(),
        "daviesBouldin": sk.davies_bouldin_score(case["features"], labels),
        "calinskiHarabasz": sk.calinski_harabasz_score(case["features"], labels),
        "temperature": temperature(p, labels),
    }
    # scikit-learn gives equal probabilities to the higher class, we to the lower: compared without ties.
    if not case["hasTies"]:
        result["topTwoAccuracy"] = (
            sk.top_k_accuracy_score(labels, p, k=2, labels=every) if classes > 2 else 1.0)
    result.update(ranking(confidence, right))
    scores = {"entropy": 1 - entropy, "margin": ordered[:, -1] - ordered[:, -2], "energy": np.array(case["energy"])}
    for name, score in scores.items():
        # Equal scores that rounding sets apart are no disagreement: 12 digits are compared.
        of_score = ranking(score.round(12) if name != "energy" else score, right)
        for key in ("aurc", "errorAuroc", "errorFprAt95"):
            if not (case["hasTies"] and name != "energy"):
                result[f"{name} {key}"] = of_score[key]
    after = final.argmax(axis=1) == labels
    fixed, broken = int((~right & after).sum()), int((right & ~after).sum())
    if fixed + broken < 25:
        result["mcNemar p"] = stats.binomtest(fixed, fixed + broken).pvalue if fixed + broken else 1.0
    else:
        statistic = (abs(fixed - broken) - 1) ** 2 / (fixed + broken)
        result["mcNemar p"] = stats.chi2.sf(statistic, 1)
    few = p[:5, 0]
    result["interval of 5 runs"] = few.mean() + stats.t.ppf(0.975, 4) * few.std(ddof=1) / np.sqrt(5)
    return result


def main():
    with open(sys.argv[1]) as file:
        data = json.load(file)
    rows = {}
    for case in data["cases"]:
        for key, value in theirs(case).items():
            ours = case["ours"][key]
            # scikit-learn's kappa of one class is not a number, its Matthews correlation 0: undefined here.
            if value is None or np.isnan(value) or ours is None:
                undefined = (value is None or np.isnan(value) or value == 0) and ours is None
                rows.setdefault(key, []).append((0.0 if undefined else np.inf, None, None, None))
                continue
            difference = abs(ours - value) / max(1, abs(value))
            rows.setdefault(key, []).append((difference, ours, value, len(case["labels"])))
    sizes = [len(case["labels"]) for case in data["cases"]]
    classes = [case["classes"] for case in data["cases"]]
    layout = data["layout"]
    source = np.array(layout["rows"])
    other = TSNE(init="pca", learning_rate="auto", method="exact", perplexity=30, n_iter=750, random_state=1)
    other_points = other.fit_transform(source)
    trust = [trustworthiness(source, np.array(points), n_neighbors=12) for points in (layout["points"], other_points)]
    missing = sorted(set(data["cases"][0]["ours"]) - set(rows))
    assert not missing, missing

    print("# Metrics beside scikit-learn\n")
    print("```sh\ndotnet run -c Release --project bench/Arbex.Benchmarks -- metrics cases.json")
    print("python3 bench/metrics_sklearn.py cases.json > docs/results/metrics-comparison.md\n```\n")
    print(f"{len(sizes)} random cases of {min(sizes)} to {max(sizes):,} samples and {min(classes)} to {max(classes)} "
          "classes, some of them absent, a quarter\nwith many equal probabilities. "
          f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}, numpy {np.__version__}. Differences are\n"
          "relative where a number is above 1. The last columns show the case that differs most.\n")
    print("| metric | cases | largest difference | ours | theirs | samples |\n|---|---|---|---|---|---|")
    for key in data["cases"][0]["ours"]:
        worst = max(rows[key], key=lambda row: row[0])
        shown = ["-" if value is None else f"{value:.12g}" for value in worst[1:]]
        print(f"| {key} | {len(rows[key])} | {worst[0]:.1e} | {' | '.join(shown)} |")
    exact = {key: values for key, values in rows.items() if key != "temperature"}
    name, largest = max(((key, max(row[0] for row in values)) for key, values in exact.items()), key=lambda pair: pair[1])
    found = max(row[0] for row in rows["temperature"])
    print(f"\nLargest difference of a formula: {largest:.1e} ({name}). Temperatures are found by two searches that stop "
          f"on their own:\n{found:.1e}. scikit-learn's Davies-Bouldin index differs most where a class has one sample: "
          "its distance to itself\ncomes out of differences of squares as about 1e-8.\n")
    print("Top-2 accuracy and the rankings by entropy and margin are compared on the cases without equal probabilities: "
          "which of\nequals comes first is a convention (ours: the lower class, the earlier sample).\n")
    print(f"t-SNE of {len(source)} points in {source.shape[1]} dimensions, eight clusters, perplexity 30, 750 steps: "
          f"divergence {layout['divergence']:.3f} here,\n{other.kl_divergence_:.3f} by scikit-learn (exact); "
          f"trustworthiness of 12 neighbours {trust[0]:.4f} and {trust[1]:.4f}.")


main()
