import { expect } from '@open-wc/testing';
import type { DesktopErrorCode } from '@cordboard/core';
import fc from 'fast-check';
import { errorOfBody, errorOfNotification, errorOfReply } from './errors.js';

function body(type: string, message = '', data = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><ApiErrors><ApiError><ErrorType>${type}</ErrorType><ErrorMessage>${message}</ErrorMessage><ErrorData>${data}</ErrorData></ApiError></ApiErrors>`;
}

const PAGE = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form>secret-token</form></body></html>';

describe('errorOfReply', () => {
  const replies: readonly (readonly [number, string, DesktopErrorCode])[] = [
    [400, body('Bad Request'), 'refused'],
    [400, body('Parameter Missing', 'State Parameter missing', 'state'), 'refused'],
    [400, body('Parameter Missing', 'Needs one', 'finesse.api.reasoncode.require_reasoncode'), 'reason-required'],
    [400, body('Invalid Input', 'Invalid State specified for user', 'state'), 'refused'],
    [400, body('Invalid Input', 'No', 'finesse.api.reasoncode.not_allowed'), 'reason-forbidden'],
    [400, body('Invalid Input', '', 'toAddress'), 'bad-destination'],
    [400, body('Invalid Destination'), 'bad-destination'],
    [400, body('Invalid State'), 'invalid-state'],
    [400, body('Generic Error'), 'refused'],
    [400, body('20999'), 'refused'],
    [401, body('Authorization Failure', 'UNAUTHORIZED', '40017'), 'unauthorized'],
    [401, body('Invalid Authorization User Specified', '', '40022'), 'not-yours'],
    [401, body('Invalid Supervisor'), 'not-yours'],
    [401, body('Invalid State'), 'invalid-state'],
    [401, '', 'unauthorized'],
    [401, PAGE, 'unauthorized'],
    [403, body('Forbidden'), 'refused'],
    [404, body('Not Found', 'Invalid dialogId specified for dialog', '33870011'), 'not-found'],
    [404, body('Dialog Not Found'), 'not-found'],
    [404, body('User Not Found', 'UNKNOWN_USER'), 'not-found'],
    [404, PAGE, 'not-found'],
    [405, '', 'not-supported'],
    [416, '', 'refused'],
    [429, '', 'refused'],
    [500, body('Internal Server Error'), 'refused'],
    [500, '{"error":"x"}', 'refused'],
    [501, body('Not Implemented'), 'not-supported'],
    [502, PAGE, 'link-down'],
    [503, body('Service Unavailable', 'SERVER_OUT_OF_SERVICE'), 'out-of-service'],
    [503, '<html>busy', 'out-of-service'],
    [504, '', 'link-down'],
    [302, '', 'protocol'],
    [301, '', 'protocol'],
    [400, '<ApiErrors><ApiError><ErrorType>constructor</ErrorType><ErrorData>__proto__</ErrorData></ApiError></ApiErrors>', 'refused'],
    [400, '<ApiErrors><ApiError>', 'refused'],
  ];
  for (const [status, text, code] of replies) {
    it(`${status} ${
      text
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 60) || 'without a body'
    } is ${code}`, () => {
      const error = errorOfReply(status, text);
      expect(error).to.include({ name: 'DesktopError', code });
      expect(error.cause).to.include({ status });
    });
  }

  it('reads children in any order, in any case of the first letter, and keeps the words as the cause', () => {
    const text =
      '<apiErrors><apiError><errorData> 7 </errorData><errorMessage>A &amp; B</errorMessage><errorType>Invalid State</errorType></apiError><apiError/></apiErrors>';
    expect(errorOfReply(400, text)).to.deep.include({
      code: 'invalid-state',
      cause: { status: 400, type: 'Invalid State', message: 'A & B', data: '7' },
    });
  });

  it('repeats nothing of a body that is not the platform’s (T10)', () => {
    for (const text of [PAGE, '{"token":"secret-token"}', 'secret-token']) {
      const error = errorOfReply(401, text);
      expect(JSON.stringify([error.message, error.cause])).not.to.contain('secret-token');
    }
    expect(errorOfReply(400, body('x', 'y'.repeat(5000))).cause)
      .to.have.property('message')
      .with.length(500);
  });

  it('always has an answer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.string(), (status, text) => {
        expect(errorOfReply(status, text).name).to.equal('DesktopError');
      }),
    );
  });
});

describe('errorOfNotification', () => {
  const refusals: readonly (readonly [string, string, string, DesktopErrorCode])[] = [
    ['Call Operation Failure', 'CF_RESOURCE_OUT_OF_SERVICE', '34', 'refused'],
    ['Call Operation Failure', 'CF_INVALID_DESTINATION', '14', 'bad-destination'],
    ['Call Operation Failure', 'CF_INVALID_CALLED_DEVICE', '6', 'bad-destination'],
    ['Call Operation Failure', 'CF_INVALID_OBJECT_STATE', '22', 'invalid-state'],
    ['Call Operation Failure', 'The conference has reached its largest size', '', 'refused'],
    ['Generic Error', 'INVALID_ACTION HOLD on extension 61017', '61017', 'not-offered'],
    ['Generic Error', 'something', '14', 'refused'],
    ['Generic Error', '20999', '20999', 'refused'],
    ['Invalid State', 'CF_INVALID_AGENT_WORKMODE', '265', 'invalid-state'],
    ['Invalid State', 'CF_RESOURCE_BUSY', '33', 'invalid-state'],
    ['Invalid State', '', '', 'invalid-state'],
    ['Internal Server Error', '', '', 'refused'],
    ['Invalid Device', 'CF_GENERIC_UNSPECIFIED_REJECTION', '0', 'device-invalid'],
    ['Device Busy', '', '', 'device-busy'],
    ['Mode Not Allowed', '', '', 'mode-not-allowed'],
    ['Invalid Input', '', 'callVariable3', 'refused'],
    ['Call Variable is protected', '', '', 'refused'],
    ['13145', '', '', 'invalid-state'],
    ['88049', '', '', 'invalid-state'],
    ['Something New', '', '', 'refused'],
  ];
  for (const [type, message, data, code] of refusals) {
    it(`${type} ${message} ${data} is ${code}`, () => {
      expect(errorOfNotification([{ errorType: type, errorMessage: message, errorData: data }])).to.deep.include({
        code,
        cause: { type, message, data },
      });
    });
  }

  it('is a refusal even without a word', () => {
    expect(errorOfNotification([])).to.deep.include({ code: 'refused', cause: {} });
    expect(errorOfNotification([{}])).to.include({ code: 'refused' });
  });
});

describe('errorOfBody', () => {
  const bodies: readonly (readonly [string, string, string | undefined, DesktopErrorCode | undefined])[] = [
    ['XML', '<User/>', 'application/xml', undefined],
    ['XML with everything before it', '\ufeff \n<?xml version="1.0"?><User/>', 'application/xml;charset=utf-8', undefined],
    ['nothing', '', undefined, undefined],
    ['nothing, called a page', ' \n', 'text/html', undefined],
    ['a page', PAGE, 'text/html; charset=utf-8', 'protocol'],
    ['a page that is called XML', PAGE, 'application/xml', 'protocol'],
    ['a page without a document type', '\n<HTML lang="en"><body>', undefined, 'protocol'],
    ['JSON', '{"user":{}}', 'application/json', 'protocol'],
    ['words', 'secret-token', 'text/plain', 'protocol'],
  ];
  for (const [title, text, type, code] of bodies) {
    it(`${title} is ${code ?? 'fine'} (T10, P14)`, () => {
      const error = errorOfBody(200, text, type);
      expect(error?.code).to.equal(code);
      expect(JSON.stringify([error?.message, error?.cause])).not.to.contain('secret-token');
    });
  }

  it('takes time in proportion to the length of a body of blanks (X14)', () => {
    const quickest = (length: number) => {
      const blanks = ' '.repeat(length);
      const times = Array.from({ length: 7 }, () => {
        const before = performance.now();
        for (let round = 0; round < 4; round++) {
          errorOfBody(200, blanks, 'text/plain');
          errorOfReply(500, blanks, 'text/plain');
        }
        return performance.now() - before;
      });
      return Math.max(0.1, Math.min(...times));
    };
    // Eight times the length; 64 times the time would be quadratic.
    expect(quickest(1_000_000) / quickest(125_000)).to.be.below(32);
  });
});
