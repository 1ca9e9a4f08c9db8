"""What other libraries compute: run with .peers on the path, `python peers.py INPUT OUTPUT`.

INPUT holds x [T, B, N], a weight for each spike, and the learned numbers of the neurons. OUTPUT gets, for each case,
the spikes and the gradients of sum(weight * spikes). A program of its own: these libraries warn and print on import.
"""

import math
import sys

import torch

DECAYS = {"quarter": 0.25, "half": 0.5, "nine tenths": 0.9}


def spikingjelly_cases(given):
    from spikingjelly.activation_based import neuron, surrogate

    steps = {"step_mode": "m"}
    for name, decay in DECAYS.items():
        for reset, v_reset in (("hard", 0.0), ("soft", None)):
            for detach in (False, True):
                for scaled in (False, True):
                    node = neuron.LIFNode(
                        1 / (1 - decay), scaled, v_reset=v_reset, surrogate_function=surrogate.ATan(),
                        detach_reset=detach, **steps,
                    )  # fmt: skip
                    yield f"LIF {name} {reset} {detach} {scaled}", node
    yield "IF", neuron.IFNode(v_reset=0.0, surrogate_function=surrogate.Sigmoid(), **steps)
    for reset, v_reset in (("hard", 0.0), ("soft", None)):
        atan = {"surrogate_function": surrogate.ATan(), "v_reset": v_reset}
        plif = neuron.ParametricLIFNode(3.0, detach_reset=True, **atan, **steps)
        klif = neuron.KLIFNode(detach_reset=False, **atan, **steps)
        klif.k.data.fill_(given["slope"])
        yield f"PLIF {reset}", plif
        yield f"KLIF {reset}", klif
    count, order = len(given["weight"]), len(given["window"])
    psn, sliding = neuron.PSN(count), neuron.SlidingPSN(order, step_mode="m")
    masked = {f"MaskedPSN {blend}": neuron.MaskedPSN(order, count, blend, step_mode="m") for blend in (0.0, 0.5, 1.0)}
    for node in (psn, *masked.values()):
        node.weight.data.copy_(given["weight"])
        node.bias.data.copy_(-given["threshold"].unsqueeze(1))
    sliding.weight.data.copy_(given["window"])
    sliding.bias.data.fill_(-given["sliding_threshold"])
    yield from {"PSN": psn, "SlidingPSN": sliding, **masked}.items()


def snntorch_cases():
    import snntorch
    import snntorch.surrogate

    def steps_of(node):
        def run(x):
            potential, spikes = node.init_leaky(), []
            for current in x:
                spike, potential = node(current, potential)
                spikes.append(spike)
            return torch.stack(spikes)

        return run

    for name, decay in DECAYS.items():
        for reset in ("zero", "subtract", "none"):
            for delay in (True, False):
                node = snntorch.Leaky(
                    decay, reset_mechanism=reset, reset_delay=delay, spike_grad=snntorch.surrogate.atan(alpha=2.0)
                )
                yield f"Leaky {name} {reset} {delay}", steps_of(node)


def sinabs_cases():
    import sinabs.layers
    from sinabs.activation import MembraneReset, MembraneSubtract, SingleSpike

    def triangle(potential, threshold):
        return (1 - (potential - threshold).abs()).clamp(min=0)

    for name, decay in DECAYS.items():
        for reset, function in (("hard", MembraneReset()), ("soft", MembraneSubtract())):
            node = sinabs.layers.LIF(
                -1 / math.log(decay), norm_input=False, reset_fn=function, spike_fn=SingleSpike,
                surrogate_grad_fn=triangle,
            )  # fmt: skip
            yield f"sinabs {name} {reset}", lambda x, node=node: node(x.transpose(0, 1)).transpose(0, 1)


def main(source, target):
    given = torch.load(source)
    results = {}
    for name, run in (*spikingjelly_cases(given), *snntorch_cases(), *sinabs_cases()):
        x = given["x"].clone().requires_grad_()
        spikes = run(x)
        (spikes * given["spike_weight"]).sum().backward()
        parameters = run.named_parameters() if isinstance(run, torch.nn.Module) else ()
        learned = {key: p.grad for key, p in parameters if p.grad is not None}
        results[name] = {"spikes": spikes.detach(), "x": x.grad, **learned}
    torch.save(results, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
