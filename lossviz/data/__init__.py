"""What is read from outside: CIFAR-10 files and downloads, and the built-in stand-in. No Qt."""
