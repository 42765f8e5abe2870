// Icons are imported one by one (the package's index pulls in 8,000 modules); those files carry no types.
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react'
  const icon: Icon
  export default icon
}
