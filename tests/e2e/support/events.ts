/** An event as a server writes it. `data`: a text as it is, anything else as JSON. */
export const event = (name: string, data: unknown = null): string =>
  `event: ${name}\ndata: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
