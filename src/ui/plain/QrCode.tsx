import qrcode from 'qrcode-generator'

/** A QR code drawn here, dark on light in every look: cameras read nothing else reliably. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const quiet = 4
  const size = count + 2 * quiet
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      style={{ width: 'min(14rem, 100%)', height: 'auto', borderRadius: '0.5rem' }}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={squares(count, quiet, (row, column) => code.isDark(row, column))} fill="#000" />
    </svg>
  )
}

function squares(count: number, quiet: number, isDark: (row: number, column: number) => boolean): string {
  const all = Array.from({ length: count }, (_, index) => index)
  return all
    .flatMap((row) =>
      all
        .filter((column) => isDark(row, column))
        .map((column) => `M${column + quiet} ${row + quiet}h1v1h-1z`),
    )
    .join('')
}
