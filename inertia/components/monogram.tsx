/** The first letter of a maker, where others put logos. */
export function Monogram({ name, isLarge = false }: { name: string; isLarge?: boolean }) {
  const size = isLarge ? 'size-8.5 rounded-[9px] text-[15px]' : 'size-4.5 rounded-[5px] text-[10px]'
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center bg-secondary font-[700] tracking-tight text-secondary-foreground inset-ring inset-ring-border ${size}`}
    >
      {(/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '?').toUpperCase()}
    </span>
  )
}
