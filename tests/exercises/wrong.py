"""Wrong answers that run: for each known mistake what to change in the solution, or an answer of its own."""

AT, OVER = '(h >= 1) if tie == "fires" else (h > 1)', '(h > 1) if tie == "fires" else (h >= 1)'
ON_CURRENT = {"decay * v + current": "decay * (v + current)"}

WRONG = {
    "1.2": {
        "one step short": {"torch.where(s, rest,": "torch.where(s, rest - 1,"},
        "one step long": {"torch.where(s, rest,": "torch.where(s, rest + 1,"},
        "charges while resting": {"(decay * v + current) * awake": "decay * v + current"},
        "decay on the current": ON_CURRENT,
        "tie": {AT: OVER},
        "spike after the reset": {"spikes.append(s)": "spikes.append(v > 1)"},
    },
    "1.3": {
        "added": {"torch.where(s, v_reset, h)": "h + v_reset * s"},
        "to zero": {"torch.where(s, v_reset, h)": "h * ~s"},
        "starts there": {"torch.zeros_like(x[0])": "torch.full_like(x[0], v_reset)"},
        "before the reset": {"series.append(v)": "series.append(h)"},
        "spikes": {"series.append(v)": "series.append(s)"},
        "decay on the current": ON_CURRENT,
        "tie": {AT: OVER},
    },
    "2.2": {
        "slope alone": {"grad * SLOPES[bump](z)": "SLOPES[bump](z)"},
        "no slope": {"grad * SLOPES[bump](z)": "grad"},
        "height one": {"grad * SLOPES[bump](z)": "grad * SLOPES[bump](z) / SLOPES[bump](torch.zeros(()))"},
        "tie": {'(z >= 0) if tie == "fires" else (z > 0)': '(z > 0) if tie == "fires" else (z >= 0)'},
        "soft": {'((z >= 0) if tie == "fires" else (z > 0)).to(z.dtype)': "torch.sigmoid(z)"},
    },
    "2.3": {
        "no detach": {".detach()": ""},
        "every step": {"x.split(steps)": "x.split(1)"},
        "one step late": {"x.split(steps)": "(x[: steps + 1], *x[steps + 1 :].split(steps))"},
        "one step early": {"x.split(steps)": "(x[: steps - 1], *x[steps - 1 :].split(steps))"},
        "spike detached": {".detach()": "", "v_init=v": "v_init=v, detach_reset=True"},
        "restarts": {", v_init=v": ""},
    },
    "3.2": {
        "no delay": {" - step - delay": " - step"},
        "one step early": {" - step - delay": " - step - delay + 1"},
        "one step late": {" - step - delay": " - step - delay - 1"},
        "transposed": {
            "return torch.where(age >= 0, gain * decay ** age.clamp(min=0), 0.0)": (
                "return torch.where(age >= 0, gain * decay ** age.clamp(min=0), 0.0).T"
            )
        },
        "faded on the way": {"age.clamp(min=0)": "(age + delay).clamp(min=0)"},
        "no gain": {"gain * ": ""},
    },
    "3.3": {
        "rounded down": {"return rounds, additions": "return rounds - (distance > steps), additions"},
        "all steps": {"max(0, steps - n * distance)": "steps"},
        "as the loop": {"return rounds, additions": "return rounds, steps - 1"},
        "one addition": {"range(1, arms)": "range(1, 2)"},
        "two arms": {"range(1, arms)": "range(1, 2)", "*= arms": "*= 2"},
    },
    "4.2": {
        "reversed": {"torch.arange(k - 1, -1, -1)": "torch.arange(k)"},
        "one step only": {"error * (1 - decay) / gain": "error / gain"},
        "one too long": {"math.ceil(": "1 + math.ceil("},
        "one too short": {"math.ceil(": "math.floor("},
        "no gain": {"gain * decay **": "decay **"},
        "faded at once": {"torch.arange(k - 1, -1, -1)": "torch.arange(k, 0, -1)"},
    },
    "4.3": {
        "causal": {"ahead = len(weight) - 1 - back": "all, ahead = len(weight) - 1, 0", "zeros(back": "zeros(all"},
        "wraps": {
            "x.new_zeros(back, *x.shape[1:])": "x[len(x) - back :]",
            "x.new_zeros(ahead, *x.shape[1:])": "x[:ahead]",
        },
        "reversed": {"enumerate(weight)": "enumerate(weight[::-1])"},
        "one step late": {
            "ahead = len(weight) - 1 - back": "more, ahead = back + 1, len(weight) - 2 - back",
            "zeros(back": "zeros(more",
        },
        "one step early": {
            "ahead = len(weight) - 1 - back": "less, ahead = back - 1, len(weight) - back",
            "zeros(back": "zeros(less",
        },
        "tie": {'(h >= 1) if tie == "fires" else (h > 1)': '(h > 1) if tie == "fires" else (h >= 1)'},
    },
    "5.2": {
        "old odds": {"slope * (x - threshold)": "x"},
        "slope on x alone": {"slope * (x - threshold)": "slope * x - threshold"},
        "turned": {"slope * (x - threshold)": "slope * (threshold - x)"},
        "mean": {"torch.where(fired, left, x)": "x + (left - x) * torch.sigmoid(slope * (x - threshold))"},
        "other reset": {'reset == "soft"': 'reset == "hard"'},
        "keeps all": {"torch.where(fired, left, x)": "x"},
    },
    "5.3": {
        "hard guess": {"x - threshold * fires(x, threshold)": "x * ~fires(x, threshold)"},
        "no reset": {"x - threshold * fires(x, threshold)": "x"},
        "same step": {"torch.cat([torch.zeros_like(x[:1]), v_hat[:-1]])": "v_hat"},
        "future": {
            "torch.cat([torch.zeros_like(x[:1]), v_hat[:-1]])": "torch.cat([v_hat[1:], torch.zeros_like(x[:1])])"
        },
        "exact": """
def parallel(x):
    spike = mpepsn.triangle(strict=tie != "fires")
    return mpepsn.lif(x, decay=decay, threshold=threshold, reset="soft", spike=spike).s
""",
        "tie": {'tie == "fires"': 'tie != "fires"'},
    },
    "5.4": {
        "of spikes": {".float().mean()\n": ".sum() / exact.sum()\n"},
        "rate": {"(parallel(x) != exact).float().mean()": "exact.mean()"},
        "too many only": {"(parallel(x) != exact)": "(parallel(x) > exact)"},
        "no reset": {" - (x >= 1).float()": ""},
    },
    "6.2": {
        "one fewer": {
            "range(k)": "range(k - 1)",
            "v = torch.zeros_like(x)": "v, s = torch.zeros_like(x), (x >= 1) if tie == 'fires' else (x > 1)",
        },
        "one more": {"range(k)": "range(k + 1)"},
        "exact": {"range(k)": "range(len(x))"},
        "to zero": {'h - s.to(h) if reset == "soft" else torch.where(s, reset, h)': "h * ~s"},
        "no reset": {'h - s.to(h) if reset == "soft" else torch.where(s, reset, h)': "h"},
        "tie": {AT: OVER},
    },
    "6.3": {
        "one fewer": {"[-sweeps:]": "[1 - sweeps :]"},
        "one more": {"[-sweeps:]": "[-sweeps - 1 :]"},
        "exact": {"[-sweeps:]": ""},
        "to zero": {'h - s.to(h) if reset == "soft" else torch.where(s, reset, h)': "h * ~s"},
        "no reset": {'h - s.to(h) if reset == "soft" else torch.where(s, reset, h)': "h"},
        "tie": {AT: OVER},
    },
    "7.2": {
        "runs to zero": {" - q * log_kappa": ""},
        "as uncertainty": {"q = 1 / power": "q = 1"},
        "one logarithm": {"- q * log_kappa": "- log_kappa"},
        "power turned over": {"q = 1 / power": "q = power"},
        "grows with the distance": {"q = 1 / power": "q = -1 / power"},
    },
    "7.3": {
        "unit not detached": {"v.detach().square()": "v.square()"},
        "ratio of means": {
            "(distance / v.detach().square().mean(axis)).mean()": "distance.mean() / v.detach().square().mean()"
        },
        "other axis": {'1 if over == "neurons" else 0': '0 if over == "neurons" else 1'},
        "other side": {'pull == "both"': 'pull == "guess"'},
        "guess below": {"v.detach().square()": "v_hat.detach().square()"},
        "root": {
            ".mean(axis)).mean()": ".mean(axis)).sqrt().mean()",
        },
    },
    "9.2": {
        "of the mean": """
def weighted_loss(y, target):
    weight = base ** torch.arange(len(y), dtype=torch.float32)
    return F.cross_entropy((weight[:, None, None] * y).sum(0) / weight.sum(), target)
""",
        "not divided": {" / weight.sum()": ""},
        "turned": {"base ** torch.arange": "base ** -torch.arange"},
        "even": {"weight = base **": "weight = 1.0 **"},
        "last alone": {"return (weight * losses).sum() / weight.sum()": "return losses[-1]"},
        "divided twice": {".sum() / weight.sum()": ".mean() / weight.sum()"},
    },
}
