import { CrossattnError } from '@crossattn/core';

/** Why a checkpoint, or a part of it, was refused. */
export type CheckpointErrorCode =
  /** A file or folder is not there. */
  | 'not-found'
  /** A folder where a file is wanted, a file where a folder is wanted, or an address that is no file. */
  | 'wrong-kind'
  /** The system refused to read or write: permissions, a broken disk. */
  | 'unreadable'
  | 'unwritable'
  /** The file changed after its header was checked. */
  | 'file-changed'
  /** The file ends before its header or its data does. */
  | 'truncated'
  /** The length field asks for a header longer than the format allows. */
  | 'header-too-long'
  /** The header is not what the format prescribes: JSON, names, fields. */
  | 'invalid-header'
  | 'unknown-element-type'
  /** Shape and element type need another number of bytes than the offsets give. */
  | 'length-mismatch'
  | 'offsets-out-of-range'
  | 'offsets-overlap'
  /** Bytes that belong to no tensor. */
  | 'unused-bytes'
  | 'unknown-tensor'
  /** A tensor whose data does not fit its type or shape. */
  | 'invalid-tensor'
  | 'invalid-config'
  | 'unknown-architecture'
  | 'unsupported-format-version'
  | 'invalid-tokenizer'
  | 'unsupported-tokenizer'
  /** A token id that the vocabulary does not have. */
  | 'unknown-token'
  /** A file that holds no memories, or memories that do not fit together. */
  | 'invalid-memory'
  /** A memory that was made by another encoder, or by another revision of it. */
  | 'wrong-encoder'
  /** A memory file was changed after it was written. */
  | 'digest-mismatch'
  | 'unknown-memory'
  /** The parts of a checkpoint do not belong together. */
  | 'inconsistent-checkpoint';

/** Thrown by everything in this package. */
export class CheckpointError extends CrossattnError<CheckpointErrorCode> {
  override readonly name = 'CheckpointError';
}
