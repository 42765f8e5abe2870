/** What a person pastes into an assistant, letter for letter. */
export interface AssistantLines {
  readonly json: string
  readonly desktop: string
  readonly command: string
}

/** @param secret the key, or what stands for it */
export function assistantLines(url: string, secret: string): AssistantLines {
  const json = {
    mcpServers: { muster: { type: 'http', url, headers: { Authorization: `Bearer ${secret}` } } },
  }
  // The blank in a header is lost by some programs that start commands, so it travels in a variable.
  const command = {
    command: 'npx',
    args: [
      '-y',
      'mcp-remote',
      url,
      '--header',
      'Authorization:${MUSTER_KEY}',
      ...(isPlain(url) ? ['--allow-http'] : []),
    ],
    env: { MUSTER_KEY: `Bearer ${secret}` },
  }
  return {
    json: JSON.stringify(json, undefined, 2),
    desktop: JSON.stringify({ mcpServers: { muster: command } }, undefined, 2),
    command: `claude mcp add --transport http muster ${url} --header "Authorization: Bearer ${secret}"`,
  }
}

/** Whether only programs on the same computer reach this address. */
export function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
}

function isPlain(url: string): boolean {
  return url.startsWith('http:') && !isLoopback(url)
}
