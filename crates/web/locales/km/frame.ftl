# Words of the desk, Khmer: frame. Origin: the project. Licence: MIT OR Apache-2.0.
direction = ltr
title = កំណត់ចំណាំ
skip = រំលងទៅខ្លឹមសារ
menu = ម៉ឺនុយ
menu-inbox = ប្រអប់ឯកសារ
menu-review = ពិនិត្យ
menu-people = មនុស្ស
menu-events = ព្រឹត្តិការណ៍
menu-counts = ចំនួន
menu-search = ស្វែងរក
menu-log = កំណត់ហេតុ
lock = ចាក់សោ
lock-why = បំភ្លេចសោនៃសំណុំរឿងនេះឥឡូវនេះ
language = ភាសា
choose = ជ្រើសរើស
foot = អ្វីៗទាំងអស់នៅទីនេះគឺជាអ្វីដែលអត្ថបទនិយាយ។ គ្មានអ្វីនៅទីនេះបញ្ជាក់ថាវាពិតទេ។
