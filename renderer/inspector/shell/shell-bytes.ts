// Keys and answers of a shell as they cross the border: base64, in pieces that the contract allows.

/** Bytes of one piece; base64 makes four characters of three of them, and the contract allows 100,000. */
const PIECE = 60_000;

/** What was typed or pasted, as UTF-8. */
export function piecesOf(typed: string): string[] {
  const bytes = new TextEncoder().encode(typed);
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += PIECE) pieces.push(encoded(bytes.subarray(from, from + PIECE)));
  return pieces;
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function encoded(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
