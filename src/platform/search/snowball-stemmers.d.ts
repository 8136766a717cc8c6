declare module 'snowball-stemmers' {
	const stemmers: { newStemmer(language: 'russian' | 'english'): { stem(word: string): string } };
	export default stemmers;
}
