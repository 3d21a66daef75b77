// The driver's link: whether the kernel has NVIDIA's driver, and one that its library fits.
import { readOf } from '../node-files/fact.ts';
import type { Facts } from './facts.ts';
import { broken, type Finding, ok, seen, unknown } from './finding.ts';
import { gpuGone } from './gpu-gone.ts';
import type { HostFacts } from './host-facts.ts';
import { saidByPods } from './said.ts';

const MEANING = 'Without the driver nothing on this machine can use the GPU.';
const INSTALL = { what: 'Install the driver (Ubuntu)', command: 'sudo ubuntu-drivers install && sudo reboot' };
const MISMATCH = /driver\/library version mismatch/i;
const REBOOT = {
  what: 'Restart the machine, so that the kernel loads the driver that is installed',
  command: 'sudo reboot',
};

export function judgeDriver(facts: Facts): Finding {
  const said = saidByPods(facts, MISMATCH);
  if (said !== undefined) {
    return broken(
      'driverMismatch',
      'The driver was updated while the older one is loaded: restart the machine.',
      [said],
      { meaning: 'Programs refuse to speak to a driver of another version.', fixes: [REBOOT] },
    );
  }
  const { host } = facts;
  if (host === undefined) return unknown('Only the node itself tells of its driver: run `odin doctor` there.');
  if (isWsl(host)) return judgeWindows(host);
  const loaded = readOf(host.driver);
  if (loaded === undefined) return unknown('Whether the driver is loaded cannot be read.', host.driver);
  if (loaded === null) return judgeMissing(host);
  return gpuGone(facts, host, loaded) ?? judgeLoaded(host, loaded);
}

/** Whether the node is a Linux in Windows, whose driver is Windows'. */
export function isWsl({ devices }: HostFacts): boolean {
  return readOf(devices)?.includes('dxg') === true;
}

function judgeWindows({ wslLibrary }: HostFacts): Finding {
  const library = readOf(wslLibrary);
  if (library === undefined) return unknown('Whether Windows lends its driver cannot be read.', wslLibrary);
  if (library !== null) return ok('Windows lends its driver to this WSL2.', seen(wslLibrary, library));
  return broken(
    'wslWithoutDriver',
    'WSL2 is there, and Windows’ NVIDIA driver is not: install it in Windows.',
    [seen(wslLibrary, 'not there'), { from: '/dev/dxg', says: 'there' }],
    {
      meaning: 'In WSL2 the driver is Windows’ own; a Linux driver inside of it would hide that one.',
      fixes: [
        {
          what: 'After Windows has its driver, end WSL2, and start it again (in PowerShell)',
          command: 'wsl --shutdown',
        },
      ],
    },
  );
}

function judgeLoaded({ driver, library }: HostFacts, loaded: string): Finding {
  const beside = readOf(library);
  const evidence = seen(driver, loaded);
  if (beside == null || beside === loaded) return ok(`Driver ${loaded} is loaded.`, evidence);
  return broken(
    'driverMismatch',
    `Driver ${loaded} is loaded, and its library is ${beside}: restart the machine.`,
    [evidence, seen(library, beside)],
    { meaning: 'Programs refuse to speak to a driver of another version.', fixes: [REBOOT] },
  );
}

function judgeMissing({ driver, gpus, hasNouveau, secureBoot, moduleFile }: HostFacts): Finding {
  const absent = seen(driver, 'not there');
  if (readOf(hasNouveau) === true) {
    return broken(
      'nouveau',
      'The kernel drives the GPU with nouveau, which keeps NVIDIA’s driver out: forbid it.',
      [absent, seen(hasNouveau, 'loaded')],
      {
        meaning: MEANING,
        fixes: [
          {
            what: 'Forbid nouveau (Debian, Ubuntu)',
            command:
              'echo "blacklist nouveau" | sudo tee /etc/modprobe.d/blacklist-nouveau.conf && sudo update-initramfs -u && sudo reboot',
          },
          INSTALL,
        ],
      },
    );
  }
  const file = readOf(moduleFile);
  if (readOf(secureBoot) === true && typeof file === 'string') {
    return broken(
      'secureBoot',
      'The driver is installed and not loaded, and Secure Boot is on: enrol the key that it is signed with.',
      [absent, seen(moduleFile, file), seen(secureBoot, 'on')],
      {
        meaning: `With Secure Boot the kernel loads no module without a signature that the firmware knows. ${MEANING}`,
        fixes: [
          {
            what: 'See whether the kernel refused it',
            command: 'sudo modprobe nvidia; sudo dmesg | grep -iE "nvidia|signature|lockdown" | tail',
          },
          {
            what: 'Enrol the key (Ubuntu), then choose “Enroll MOK” at the start',
            command: 'sudo mokutil --import /var/lib/shim-signed/mok/MOK.der && sudo reboot',
          },
        ],
      },
    );
  }
  if (typeof file === 'string') {
    return broken('notLoaded', 'The driver is installed and not loaded: load it.', [absent, seen(moduleFile, file)], {
      meaning: MEANING,
      fixes: [{ what: 'Load it, and see what the kernel says', command: 'sudo modprobe nvidia; sudo dmesg | tail' }],
    });
  }
  const found = readOf(gpus);
  if (found === undefined || found.length === 0)
    return unknown('No NVIDIA GPU is seen on this machine’s PCI bus.', gpus);
  return broken(
    'noDriver',
    'There is an NVIDIA GPU, and no driver of NVIDIA: install it.',
    [absent, seen(gpus, found.join(', '))],
    { meaning: MEANING, fixes: [INSTALL] },
  );
}
