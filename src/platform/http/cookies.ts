/** `<account>.<secret>` of a sign-in. */
export const signInCookie = 'veche_sign_in';
/** What an outsider's form tokens are bound to; says nothing about the person. */
export const visitCookie = 'veche_visit';
