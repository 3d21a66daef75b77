// The colour of a layer, beside its name.
export function HolderSwatch({ fill }: { readonly fill: string }) {
  return (
    <svg width="10" height="10" aria-hidden>
      <rect width="10" height="10" rx="2" fill={fill} />
    </svg>
  );
}
