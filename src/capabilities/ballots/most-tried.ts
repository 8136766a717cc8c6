/** Votes that the laboratory counts; more are counted by the command, not while others wait for their pages. */
export const mostTried = 5_000;
