// The sentences of a gateway for whoever is not let in, each with the way in.

/** A gateway's sentences, by the service behind it. */
export interface Sentences {
  readonly service: string;
  readonly otherPerson: string;
  readonly wrongAddress: string;
  readonly foreignPage: string;
  readonly stranger: string;
  readonly usedLink: string;
  readonly noAnswer: (reason: string) => string;
}

/** For `grafana` or `prometheus`. */
export function sentencesOf(target: string): Sentences {
  const service = target.slice(0, 1).toUpperCase() + target.slice(1);
  const howToOpen = `choose Open ${service} in ODIN Control Panel, or run odin forward ${target}`;
  return {
    service,
    otherPerson: `This ${service} is open for another person on this machine, who runs ODIN: start it yourself to open yours.`,
    wrongAddress: `This is not the address of ODIN's ${service}: ${howToOpen}.`,
    foreignPage: `A page from elsewhere asked for this, and only ${service} itself may.`,
    stranger: `Only ODIN opens this ${service}: ${howToOpen}.`,
    usedLink: `This link was used already, or is too old: ${howToOpen}.`,
    noAnswer: (reason) => `${service} did not answer: ${reason}.`,
  };
}
