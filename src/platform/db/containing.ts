/** What `like` is asked for a part of a text: the signs that mean something to it are taken as letters. */
export const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;
