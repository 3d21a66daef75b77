// Several things as a sentence names them: `a, b, and c`.

export const listOf = new Intl.ListFormat('en', { type: 'conjunction' });
