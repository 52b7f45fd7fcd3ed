import './desktop-provider/define.js';
import './agent-sign-in/define.js';
import './agent-state-picker/define.js';
import './call-data/define.js';
import './conference-roster/define.js';
import './dial-control/define.js';
import './dialog-list/define.js';
import './link-status/define.js';
