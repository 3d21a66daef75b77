// A DNS name that breaks at its dots where the column is narrow.

export function DnsName({ name }: { readonly name: string }) {
  const labels = name.split('.');
  return (
    <code className="muted">
      {labels.map((label, index) =>
        index === 0 ? label : [`.`, <wbr key={labels.slice(0, index).join('.')} />, label],
      )}
    </code>
  );
}
