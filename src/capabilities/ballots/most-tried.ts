/** Votes that the laboratory counts; more are counted by the command. */
export const mostTried = 20_000;
