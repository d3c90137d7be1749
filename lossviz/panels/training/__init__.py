"""Training: SGD on CIFAR-10, ten weight templates forming live."""
