/**
 * Whether a letter can be addressed so: one address, no name, no comment, nothing that could begin another header.
 * The domain may be Cyrillic (`почта@кунгур.рф`); what the mail server thinks of the rest it says itself.
 */
export function isAddress(text: string): boolean {
	return (
		text.length <= 254 &&
		/^[^\s@<>()[\],;:"\\\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(text) &&
		!text.includes('..')
	);
}
