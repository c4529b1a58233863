"""Makes schedules.json: learning rates of torch.optim.lr_scheduler (PyTorch 1.13) for steps 0 ... 39."""
import json
import os
import warnings

import torch
from torch.optim import lr_scheduler as schedulers

warnings.simplefilter("ignore")
here = os.path.dirname(os.path.abspath(__file__))


def rates(make, initial=0.1, steps=40):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=initial)
    scheduler = make(optimizer)
    result = []
    for _ in range(steps):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return result


def warm_up_then_cosine(optimizer):
    warm_up = schedulers.LinearLR(optimizer, start_factor=1 / 6, end_factor=1, total_iters=5)
    cosine = schedulers.CosineAnnealingLR(optimizer, T_max=30, eta_min=0.001)
    return schedulers.SequentialLR(optimizer, [warm_up, cosine], milestones=[5])


json.dump(
    {
        "step": rates(lambda o: schedulers.StepLR(o, step_size=7, gamma=0.5)),
        "exponential": rates(lambda o: schedulers.ExponentialLR(o, gamma=0.9)),
        # torch's cosine rises again after T_max: compared up to there.
        "cosine": rates(lambda o: schedulers.CosineAnnealingLR(o, T_max=30, eta_min=0.001), steps=31),
        "warmUpThenCosine": rates(warm_up_then_cosine, steps=35),
    },
    open(os.path.join(here, "schedules.json"), "w"),
)
