/** Promises to cut a stream of syslog into its messages, by count of octets or by line (RFC 6587), whatever arrives in which pieces. */

export interface Frames {
  /** The messages that are whole now. */
  push(bytes: Buffer): Buffer[]
  /** What is left when the sender has gone: a last line without its end. */
  end(): Buffer[]
}

/** @param longest bytes of one message; what is longer is cut, its rest passed over */
export function createFrames(longest: number): Frames {
  let left: Buffer = Buffer.alloc(0)
  /** Bytes of a message that was cut: passed over up to its end. */
  let toSkip: number | 'line' = 0

  const skip = (): boolean => {
    if (toSkip === 0) return true
    if (toSkip === 'line') {
      const end = left.indexOf(0x0a)
      if (end < 0) {
        left = Buffer.alloc(0)
        return false
      }
      left = left.subarray(end + 1)
      toSkip = 0
      return true
    }
    const passed = Math.min(toSkip, left.length)
    left = left.subarray(passed)
    toSkip -= passed
    return toSkip === 0
  }

  const next = (): Buffer | undefined => {
    if (!skip()) return undefined
    const counted = /^([1-9]\d{0,8}) /u.exec(left.subarray(0, 10).toString('latin1'))
    if (counted !== null) {
      const [head, digits = '0'] = counted
      const size = Number(digits)
      const whole = Math.min(size, longest)
      if (left.length < head.length + whole) return undefined
      const message = left.subarray(head.length, head.length + whole)
      left = left.subarray(head.length + whole)
      toSkip = size - whole
      return message
    }
    const end = left.indexOf(0x0a)
    if (end >= 0 && end <= longest) {
      const message = left.subarray(0, end)
      left = left.subarray(end + 1)
      return message
    }
    if (left.length <= longest) return undefined
    const message = left.subarray(0, longest)
    left = left.subarray(longest)
    toSkip = 'line'
    return message
  }

  return {
    push(bytes) {
      left = left.length === 0 ? bytes : Buffer.concat([left, bytes])
      const messages: Buffer[] = []
      for (let message = next(); message !== undefined; message = next())
        if (message.length > 0) messages.push(Buffer.from(message))
      // So that a few bytes do not hold on to all that they came with.
      left = Buffer.from(left)
      return messages
    },
    end() {
      const rest = toSkip === 0 ? left : Buffer.alloc(0)
      left = Buffer.alloc(0)
      return rest.length === 0 ? [] : [rest]
    },
  }
}
