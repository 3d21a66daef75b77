// Links from a value to the dashboard that explains it, with the same time range.
/** Where a click leads, as Grafana's fields have it. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** `choice`: the variable over there that becomes the value that was clicked on. */
export function linkTo(title: string, uid: string, choice?: string): Link {
  const chosen = choice === undefined ? '' : `var-${choice}=\${__value.raw}&`;
  return { title, url: `/d/${uid}?${chosen}\${__url_time_range}` };
}
