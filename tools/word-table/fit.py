"""Rows whose sums point where the teacher points: a bag of words taught by a sentence model."""

import numpy as np
import torch

torch.set_num_threads(2)


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def basis(vectors, dimensions):
    """The mean and the first principal directions."""
    mean = vectors.mean(0)
    directions, _, _ = np.linalg.svd((vectors - mean).T @ (vectors - mean))
    return mean, directions[:, :dimensions]


def fit(bags, targets, start, weights, epochs, rate=3e-3, batch=512):
    """Adam on 1 - cosine of the sum of each bag's rows to its target."""
    torch.manual_seed(0)
    full = [at for at, bag in enumerate(bags) if len(bag)]
    bags = [bags[at] for at in full]
    targets = torch.tensor(targets[full].astype(np.float32))
    weights = torch.tensor(np.asarray(weights)[full].astype(np.float32))
    sizes = np.array([len(bag) for bag in bags])
    rows = torch.nn.EmbeddingBag(*start.shape, mode="sum")
    rows.weight.data = torch.tensor(start.astype(np.float32))
    optimiser = torch.optim.Adam(rows.parameters(), lr=rate)
    steps, step = epochs * (len(bags) // batch), 0
    for epoch in range(epochs):
        order = np.random.RandomState(epoch).permutation(len(bags))
        total = 0.0
        for first in range(0, len(bags) - batch + 1, batch):
            some = order[first : first + batch]
            flat = torch.tensor(np.concatenate([bags[at] for at in some]))
            offsets = torch.tensor(np.concatenate([[0], np.cumsum(sizes[some])[:-1]]))
            sums = torch.nn.functional.normalize(rows(flat, offsets), dim=1)
            loss = ((1 - (sums * targets[some]).sum(1)) * weights[some]).mean()
            for group in optimiser.param_groups:
                group["lr"] = rate * (1 - step / steps)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item()
            step += 1
        print(f"epoch {epoch}: {total / (len(bags) // batch):.4f}", flush=True)
    return rows.weight.data.numpy()
