import { problemOf, type Shape } from '../containerservices/shape.js';

/** How a validation went. */
export interface JsonValidation {
  readonly valid: boolean;
  /** The first thing that does not fit; null for what is valid. */
  readonly error: JsonProblem | null;
}

/** What does not fit. */
export interface JsonProblem {
  /** By the kind of mistake; 0 for another type. */
  readonly code: number;
  /** For developers. */
  readonly message: string;
  /** Where in the data, as a JSON pointer. */
  readonly dataPath: string;
  /** Where in the schema, as a JSON pointer. */
  readonly schemaPath: string;
}

/** 12.0: holds data against a JSON Schema. */
export interface JsonValidator {
  /**
   * Understands `type enum required properties additionalProperties items` and the limits of texts, figures and lists; other keywords are ignored.
   * Never throws. The object is the vendor's; the messages, and which mistake of several is told, are ours.
   */
  validateJson(jsonData: unknown, schema: Shape): JsonValidation;
}

/** Numbers that the vendor's validator, which is tv4, gives to mistakes. */
const CODES: Readonly<Partial<Record<keyof Shape, number>>> = {
  type: 0,
  enum: 1,
  minimum: 101,
  maximum: 103,
  minLength: 200,
  maxLength: 201,
  required: 302,
  additionalProperties: 303,
  minItems: 400,
  maxItems: 401,
};

/** `finesse.utilities.JsonValidator`, the same in every frame. */
export const JSON_VALIDATOR: JsonValidator = {
  validateJson(jsonData, schema) {
    const problem = problemOf(jsonData, schema, false);
    if (!problem) return { valid: true, error: null };
    const { keyword, words, path, shapePath } = problem;
    const dataPath = pointerOf(path);
    return {
      valid: false,
      error: { code: CODES[keyword] ?? -1, message: `${dataPath || 'The data'} ${words}`, dataPath, schemaPath: pointerOf(shapePath) },
    };
  },
};

function pointerOf(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
