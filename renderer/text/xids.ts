// The common XID errors of NVIDIA's driver in plain words. Source: https://docs.nvidia.com/deploy/xid-errors

/** By number; each goes on after "XID 79: ". */
export const xidText: Readonly<Partial<Record<number, string>>> = {
  8: 'the GPU stopped to process what a program gave it',
  13: 'a program made an access that the GPU does not allow',
  31: 'a program touched memory of the GPU that is not its own',
  32: 'the commands for the GPU were damaged on their way to it',
  38: 'the firmware of the driver failed',
  43: 'a program on the GPU was stopped after a fault of its own',
  45: 'what still ran on the GPU was ended, after an error or because its program was stopped',
  48: 'the GPU’s memory has an error that it cannot correct (double bit ECC)',
  61: 'a controller within the GPU reported a fault',
  62: 'a controller within the GPU has halted',
  63: 'a faulty piece of the memory of the GPU was put out of use',
  64: 'a faulty piece of the memory of the GPU could not be put out of use',
  69: 'the graphics engine refused what a program gave it',
  74: 'a link between GPUs failed (NVLink)',
  79: 'the GPU has fallen off the bus',
  92: 'the GPU’s memory has many errors that it still corrects (single bit ECC)',
  94: 'a memory error ended the program that met it, and no other',
  95: 'a memory error may have reached every program on the GPU',
  109: 'the GPU did not change from one program to another in time',
  119: 'the system processor of the GPU (GSP) did not answer the driver',
  120: 'the system processor of the GPU (GSP) failed',
};
