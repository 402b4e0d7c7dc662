"""Everything between sound and text: devices, voices, recording and recognition.

Knows nothing of interviews. Importing this package imports nothing else: numpy, PortAudio and the
models are loaded by the modules that use them, when they are used.
"""
