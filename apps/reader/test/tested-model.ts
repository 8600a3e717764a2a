/** The model that is tested. */
export const testedModel: string = process.env.READER_TEST_MODEL ?? 'embedded';
