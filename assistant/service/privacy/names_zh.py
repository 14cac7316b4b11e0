"""Chinese names: a known surname, and something that says that a person is meant."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.lazy_re import lazy_re
from assistant.service.privacy.kinds import Found
from assistant.service.privacy.name_lists import DOUBLE_SURNAMES, EVERYDAY, GIVEN, SURNAMES

_SURNAME = f"(?:{DOUBLE_SURNAMES}|[{SURNAMES}])"
# Characters no given name has: they are the rest of the sentence.
_REST = (
    "的了是在不没有么吗呢吧要写错可以怎换能被到说问你您我他她它们这那个就都也还很给和与跟让请把对从去"
    "来上下填改几吃用买卖退发点号"
)
_GIVEN = f"(?:(?![{_REST}])[\u4e00-\u9fff])"
_NAME = f"(?:{_SURNAME}{_GIVEN}{{1,2}})"
_COMMON = f"(?:{_SURNAME}[{GIVEN}]{{1,2}})"
_HAN = r"[\u4e00-\u9fff]"
_END = rf"(?!{_HAN})"
_VERB = (
    "的|和|与|跟|在|是|说|反映|反馈|要求|要|没|不|想|已|下|签|帮|申请|来|给|需要|希望|投诉|打|买|购|"
    "先生|女士|小姐|老师|同学|"
    "对|把|从|能|可|也|还|有|收|报|退|取|这|那|您|你|您好|你好|处理|负责|去|之前|昨|今|刚|于|提|问|"
    "表示|电话|手机|地址|身份证"
)
_STRONG = lazy_re(
    r"(?:我叫|我的名字(?:是|叫)|名字(?:是|叫)|姓名|收件人|收货人|联系人|户名|持卡人|申请人|签收人|"
    r"经办人|负责人|法人|投诉人|开户人|"
    r"被保险人|投保人|乘客|乘车人|入住人|预订人|预约人|下单人|购买人|抬头人|本人|此致|称呼|署名|落款)"
    rf"(?:改为|改成|换成|变更为|是|为|叫|[:：，,\s])*(?P<v>{_NAME})(?={_VERB}|{_END})"
)
_SELF = lazy_re(
    rf"(?:我是|这里是|我就是|我乃)(?P<v>{_NAME}|"
    rf"{DOUBLE_SURNAMES}{_GIVEN}{{1,2}})(?<![人户员生师者民工友客家粉])(?=[，。！!,.；;\s、~～]|$)"
)
_CALLED = lazy_re(rf"(?:我|本人|免贵|鄙人|贵)(?:是)?姓(?P<v>{_SURNAME}){_END}")
_WEAK = lazy_re(
    r"(?:客户|用户|学生|患者|病人|会员|顾客|家长|司机|员工|同事|同学|业主|租客|老板|朋友|客服|专员|"
    r"老婆|老公|爱人|妻子|丈夫|我先生|我太太|"
    r"妈妈|爸爸|母亲|父亲|女儿|儿子|弟弟|哥哥|姐姐|妹妹|上次是|是|找|叫|让|联系)"
    rf"(?P<v>{_COMMON})(?={_VERB}|{_END})"
)
_FAMILY = lazy_re(
    rf"(?:老婆|老公|爱人|妻子|丈夫|我先生|我太太|我儿子|我女儿)(?P<v>{_SURNAME}{_GIVEN}{{1,2}}?)(?={_VERB}|{_END})"
)
_LITTLE = lazy_re(
    rf"(?:客服|专员|叫|找|是|同事)(?P<v>[小阿][{GIVEN}{SURNAMES}])(?![{GIVEN}])(?={_HAN}|\W|$)(?!学|程|额|组|心|时)"
)
_TITLE = (
    "先生|女士|小姐|太太|老师|经理|主任|医生|师傅|阿姨|叔叔|大姐|大哥|律师|教授|工程师|同学|主管|"
    "院长|校长|老板|店长|博士|护士|大夫|董事|会计|行长|局长|处长|部长|总监"
)
_LEFT = rf"(?:(?<!{_HAN})|(?<=[我找给请让向和跟与由叫您你是的了好转位名联系到户、问即服邀下]))"
_TITLED = lazy_re(rf"{_LEFT}(?P<v>{_SURNAME}{_GIVEN}{{0,2}}?)(?={_TITLE})")
_SHORT_TITLED = lazy_re(
    rf"(?:(?<!{_HAN})|(?<=[给让请与找跟叫你您好向]))(?P<v>{_SURNAME})(?=(?:总|工|哥|姐)(?:{_END}|联系|"
    rf"说|那|已|您|你|好|的|批|签|确认|答应|帮))(?!钱总)"
)
_OWNER = lazy_re(
    rf"(?<!{_HAN})(?P<v>{_COMMON})(?=的(?:手机|电话|邮箱|地址|身份证|账号|订单|退款|包裹|快递|合同|卡|微信|报告))"
)
_BESIDE = lazy_re(
    rf"(?:(?<!{_HAN})|(?<=[给找系人寄送]))(?P<v>{_NAME})(?=[，,、\s]*(?:电话|手机号?|联系方式|"
    rf"身份证号?)?[:：是\s]*(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{{4}})"
)
_ALONE = lazy_re(rf"(?:^|[，。；,;\s])(?P<v>{_SURNAME}[{GIVEN}]{{2}})(?=[，,、；;]|在\d|$)")
_PATTERNS = (_STRONG, _SELF, _CALLED, _FAMILY, _WEAK, _LITTLE, _TITLED, _SHORT_TITLED, _OWNER, _BESIDE, _ALONE)
_EVERYDAY = lazy_re(EVERYDAY)


def find_chinese_names(text: str) -> Iterator[Found]:
    """Chinese names in `text`; may overlap."""
    # Set aside, the words keep their places but can neither be a name nor stand before one.
    plain = _EVERYDAY.sub(lambda m: "、" * len(m.group()), text)
    for pattern in _PATTERNS:
        yield from (Found(*match.span("v"), "name") for match in pattern.finditer(plain))
